package org.pop3ra.deployed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A provider of tokens: Keycloak as it is on Maven Central, with the realm of a file. */
final class Keycloak {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Path HOME = Path.of(System.getProperty("it.keycloak"));
  private static final Path REALM = Path.of("src", "test", "resources", "keycloak", "mail.json");

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private final Process process;

  private Keycloak(int port, Process process) {
    this.port = port;
    this.process = process;
  }

  /** What a client gets for a user's password. */
  record Tokens(String access, String refresh) {}

  /** Begins to start, on loopback; {@link #ready} waits. */
  static Keycloak start() throws IOException {
    Path imported = Files.createDirectories(HOME.resolve("data").resolve("import"));
    Files.copy(REALM, imported.resolve("mail.json"), StandardCopyOption.REPLACE_EXISTING);
    int port = Ports.free();
    ProcessBuilder builder =
        new ProcessBuilder(
                "/bin/bash",
                HOME.resolve("bin").resolve("kc.sh").toString(),
                "start-dev",
                "--import-realm",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--db=dev-mem",
                "--cache=local")
            .redirectErrorStream(true)
            .redirectOutput(HOME.resolve("log").toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
    return new Keycloak(port, builder.start());
  }

  Keycloak ready() {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(this::serves);
    return this;
  }

  /** What tokens name as their issuer; the other addresses are below it. */
  String issuer() {
    return "http://127.0.0.1:" + port + "/realms/mail";
  }

  /** Asks for tokens as a user of a client that needs no secret. */
  Tokens tokens(String client, String user) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        post(
            "token",
            Map.of(
                "grant_type",
                "password",
                "client_id",
                client,
                "username",
                user,
                "password",
                "secret"));
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return new Tokens(
        member(answer.body(), "access_token"), member(answer.body(), "refresh_token"));
  }

  /** Ends the session that tokens belong to. */
  void logout(String client, Tokens tokens) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        post("logout", Map.of("client_id", client, "refresh_token", tokens.refresh()));
    if (answer.statusCode() / 100 != 2) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
  }

  void stop() throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    process.waitFor();
  }

  private HttpResponse<String> post(String what, Map<String, String> form)
      throws IOException, InterruptedException {
    String body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return http.send(
        HttpRequest.newBuilder(URI.create(issuer() + "/protocol/openid-connect/" + what))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private boolean serves() throws IOException, InterruptedException {
    if (!process.isAlive()) {
      throw new AssertionError("Keycloak ended: " + Files.readString(HOME.resolve("log")));
    }
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(issuer())).build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static String member(String json, String name) {
    Matcher member = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
    if (!member.find()) {
      throw new AssertionError("no " + name);
    }
    return member.group(1);
  }
}
