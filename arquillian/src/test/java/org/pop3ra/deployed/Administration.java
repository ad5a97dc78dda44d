package org.pop3ra.deployed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The REST resource, as the administrator that the tests' server knows. */
public final class Administration {

  static final String ADMINISTRATOR =
      "Basic " + Base64.getEncoder().encodeToString("admin:administrator".getBytes(UTF_8));
  private static final AtomicInteger ACCOUNTS = new AtomicInteger();

  /** One for all: each has a thread and a TLS context of its own. */
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final URI base;

  Administration(URI base) {
    this.base = base;
  }

  /**
   * Makes an account whose password is {@code secret}, under a name that no other test has. Without
   * other addresses it has that name at {@code example.org}.
   */
  public String account(String... addresses) {
    String name = "account-" + ProcessHandle.current().pid() + "-" + ACCOUNTS.incrementAndGet();
    put(name, "secret", addresses.length > 0 ? addresses : new String[] {name + "@example.org"});
    return name;
  }

  /** Makes so many, as many at a time as there are processors: each password is hashed. */
  List<String> accounts(int count) {
    return IntStream.range(0, count).parallel().mapToObj(i -> account()).toList();
  }

  /** Makes or changes an account. */
  public void put(String name, String password, String... addresses) {
    String quoted =
        Arrays.stream(addresses).map(a -> '"' + a + '"').collect(Collectors.joining(","));
    String body =
        "{\"password\":\"%s\",\"addresses\":[%s],\"quotaOctets\":null,\"enabled\":true}"
            .formatted(password, quoted);
    require(send("PUT", "accounts/" + name, body));
  }

  /** Makes an account that opted in to CRAM-MD5 and APOP. */
  public void putRecoverable(String name, String password, String address) {
    require(
        send(
            "PUT",
            "accounts/" + name,
            "{\"password\":\"%s\",\"addresses\":[\"%s\"],\"recoverableSecret\":true}"
                .formatted(password, address)));
  }

  private static void require(HttpResponse<String> response) {
    if (response.statusCode() / 100 != 2) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
  }

  /** Any request; the body may be empty. */
  public HttpResponse<String> send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .header("Authorization", ADMINISTRATOR)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      return CLIENT.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
