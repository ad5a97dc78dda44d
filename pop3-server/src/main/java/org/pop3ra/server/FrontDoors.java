package org.pop3ra.server;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The server as its users reach it: POP3, LMTP and the REST resources. */
final class FrontDoors {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final Settings settings;
  private final Administrator administrator;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  FrontDoors(Settings settings, Administrator administrator) {
    this.settings = requireNonNull(settings, "settings is null");
    this.administrator = requireNonNull(administrator, "administrator is null");
  }

  URI accounts() {
    return URI.create(
        "http://%s:%d/pop3/api/accounts".formatted(settings.clientHost(), settings.ports().http()));
  }

  /** Whether all three answer. */
  boolean open() throws InterruptedException {
    try {
      try (Dialogue pop3 = pop3()) {
        pop3.expect("+OK");
      }
      try (Dialogue lmtp = lmtp()) {
        lmtp.expect("220");
      }
      return status("GET", "?limit=1", "") == OK;
    } catch (IOException e) {
      return false;
    }
  }

  boolean hasAccount(String name) throws IOException, InterruptedException {
    return status("GET", "/" + name, "") != NOT_FOUND;
  }

  void createAccount(String name, String json)
      throws IOException, InterruptedException, LaunchException {
    int status = status("PUT", "/" + name, json);
    if (status / 100 != 2) {
      throw new LaunchException("The account " + name + " was not made: HTTP status " + status);
    }
  }

  /** The message's lines end with CRLF, and none begins with a dot. */
  void deliver(String recipient, String message) throws IOException {
    try (Dialogue lmtp = lmtp()) {
      lmtp.expect("220");
      lmtp.say("LHLO localhost", "250");
      lmtp.say("MAIL FROM:<>", "250");
      lmtp.say("RCPT TO:<" + recipient + ">", "250");
      lmtp.say("DATA", "354");
      lmtp.say(message + ".", "250");
      lmtp.say("QUIT", "221");
    }
  }

  private Dialogue pop3() throws IOException {
    InetAddress address = Settings.reached(settings.bind());
    return new Dialogue(address, settings.ports().pop3(), settings.proxyHeaders().pop3(address));
  }

  private Dialogue lmtp() throws IOException {
    InetAddress address = Settings.reached(settings.lmtpBind());
    return new Dialogue(address, settings.ports().lmtp(), settings.proxyHeaders().lmtp(address));
  }

  private int status(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(accounts() + path))
            .timeout(PATIENCE)
            .header("Authorization", administrator.basic())
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }
}
