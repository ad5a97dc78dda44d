package org.pop3ra.account.vouching;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A provider of tokens, over HTTP on loopback, that says what it is told to say. */
public final class ProviderStub {
  private record Answer(int status, String body) {}

  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Map<String, Integer> requests = new ConcurrentHashMap<>();
  private HttpServer server;
  private volatile String lastBody = "";
  private volatile String lastAuthorization = "";

  public void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.start();
  }

  public void stop() {
    server.stop(0);
  }

  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  public void answer(String path, int status, String body) {
    answers.put(path, new Answer(status, body));
  }

  int requests(String path) {
    return requests.getOrDefault(path, 0);
  }

  String lastBody() {
    return lastBody;
  }

  String lastAuthorization() {
    return lastAuthorization;
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.merge(path, 1, Integer::sum);
    lastBody = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    lastAuthorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    Answer answer = answers.getOrDefault(path, new Answer(404, ""));
    byte[] octets = answer.body().getBytes(UTF_8);
    exchange.getResponseHeaders().add("Location", "/jwks");
    exchange.sendResponseHeaders(answer.status(), octets.length == 0 ? -1 : octets.length);
    exchange.getResponseBody().write(octets);
    exchange.close();
  }
}
