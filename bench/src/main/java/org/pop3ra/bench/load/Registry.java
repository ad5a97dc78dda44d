package org.pop3ra.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;

/** Makes accounts over the REST resource of this project's server. */
public record Registry(int port, String password, Users users, HttpClient http) {

  public Registry {
    requireNonNull(password, "password is null");
    requireNonNull(users, "users is null");
    requireNonNull(http, "http is null");
  }

  public Registry(int port, String password, Users users) {
    this(port, password, users, HttpClient.newHttpClient());
  }

  /** The accounts with numbers below {@code count}; those that are there get the password. */
  public Work accounts(int count) {
    return new Each(count, (number, tally) -> put(number));
  }

  private void put(int number) throws IOException {
    String body =
        "{\"password\":\"%s\",\"addresses\":[\"%s\"]}"
            .formatted(users.password(number), users.address(number));
    HttpRequest request =
        HttpRequest.newBuilder(account(number))
            .header("Authorization", "Basic " + login())
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body))
            .build();
    try {
      int status = http.send(request, BodyHandlers.discarding()).statusCode();
      Fault.unless(status / 100 == 2, "an account was not made: HTTP status " + status);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private URI account(int number) {
    return URI.create(
        "http://" + Target.HOST + ":" + port + "/pop3/api/accounts/" + users.name(number));
  }

  private String login() {
    return Base64.getEncoder().encodeToString(("admin:" + password).getBytes(UTF_8));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "Registry[" + port + "]";
  }
}
