package org.pop3ra.deployed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What the REST resource answers to whom, asked in ways that {@link Administration} is not. */
final class HttpAnswers {
  private static final List<String> METHODS =
      List.of("GET", "PUT", "DELETE", "POST", "OPTIONS", "BREW");
  private static final Server SERVER = Server.managed();
  private static final URI BASE =
      URI.create("http://127.0.0.1:" + SERVER.httpPort() + "/pop3/api/");

  private HttpAnswers() {}

  /** As a user with a password, {@code name:password}. */
  static HttpResponse<String> to(String credentials, String method, String path)
      throws IOException, InterruptedException {
    String encoded = Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(BASE.resolve(path))
            .header("Authorization", "Basic " + encoded)
            .method(method, BodyPublishers.noBody())
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  /** The same by each method that there is, and one that there is not. */
  static List<HttpResponse<String>> toAllMethods(String credentials, String path)
      throws IOException, InterruptedException {
    List<HttpResponse<String>> answers = new ArrayList<>();
    for (String method : METHODS) {
      answers.add(to(credentials, method, path));
    }
    return answers;
  }

  /** As the administrator, by a client that does not tidy the path up. */
  static String statusLine(String method, String path) throws IOException {
    String request =
        "%s /pop3/api/%s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: %s\r\n\r\n"
            .formatted(method, path, Administration.ADMINISTRATOR);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.httpPort())) {
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1))
          .readLine();
    }
  }

  static void assertProblem(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(response.body()).contains("\"status\":" + status);
  }

  /** Payara's listener refuses some paths itself, in front of the application and without words. */
  static void assertRefused(HttpResponse<String> refused) {
    boolean byListener = refused.headers().firstValue("Content-Type").isEmpty();
    if (Product.underTest() == Product.PAYARA && byListener) {
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    } else {
      assertProblem(refused, refused.statusCode());
    }
  }
}
