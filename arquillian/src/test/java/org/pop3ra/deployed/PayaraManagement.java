package org.pop3ra.deployed;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** What asadmin does, by the REST resources of the same port: a JVM for each command takes long. */
final class PayaraManagement implements Management {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String APPLICATION = "management/domain/applications/application/pop3/";

  /** Ours and those of the libraries that see a password or a token, and Payara's own. */
  private static final List<String> LOGGERS =
      List.of(
          "org.pop3ra",
          "com.nimbusds",
          "com.unboundid",
          "org.postgresql",
          "jakarta.enterprise.system.core.security",
          "jakarta.enterprise.resource.resourceadapter");

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI base;

  PayaraManagement(int port) {
    base = URI.create("http://127.0.0.1:" + port + "/");
  }

  @Override
  public void suspend(int seconds) throws IOException {
    post(APPLICATION + "disable", "");
  }

  @Override
  public void resume() throws IOException {
    post(APPLICATION + "enable", "");
  }

  /** From now on the server logs of this logger what is as important or more. */
  void log(String logger, String level) throws IOException {
    post("management/domain/set-log-levels", "id=" + logger + "=" + level);
  }

  @Override
  public void logEverything() throws IOException {
    for (String logger : LOGGERS) {
      log(logger, "FINEST");
    }
  }

  @Override
  public void logAsUsual() throws IOException {
    for (String logger : LOGGERS) {
      log(logger, "INFO");
    }
  }

  /** Keeps a password in the domain's own key store, to be written {@code ${ALIAS=name}}. */
  void alias(String name, String password) throws IOException {
    post(
        "management/domain/create-password-alias",
        "id=" + encoded(name) + "&AS_ADMIN_ALIASPASSWORD=" + encoded(password));
  }

  /** The adapter has this value once the application was disabled and enabled. */
  void setAdapterProperty(String name, String value) throws IOException {
    String property = "resources.resource-adapter-config.pop3#pop3-ra.property." + name;
    post("management/domain/set", encoded(property) + "=" + encoded(value));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    // Connections are the JDK's to close.
  }

  private void post(String path, String form) throws IOException {
    send(request(path).POST(BodyPublishers.ofString(form)).build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(PATIENCE)
        .header("Authorization", Administration.ADMINISTRATOR)
        .header("Accept", "application/json")
        .header("Content-Type", "application/x-www-form-urlencoded")
        // Without it, Payara takes the request for one that a web page forged.
        .header("X-Requested-By", "test");
  }

  private void send(HttpRequest request) throws IOException {
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new AssertionError(request + ": " + response.statusCode() + " " + response.body());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(request.toString());
    }
  }
}
