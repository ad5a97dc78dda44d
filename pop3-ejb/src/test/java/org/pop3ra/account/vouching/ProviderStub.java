package org.pop3ra.account.vouching;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.pop3ra.spi.TokenSettings;
import org.pop3ra.spi.TokenSettings.RequiredClaim;

/**
 * A provider of tokens, over HTTP on loopback, that says what it is told to say. As an extension it
 * lives as long as a test.
 */
public final class ProviderStub implements BeforeEachCallback, AfterEachCallback {
  static final String ISSUER = "https://id.example.org/realm";

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

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    start();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    stop();
  }

  /** A key, as a provider has it. */
  static RSAKey key(String id) throws JOSEException {
    return new RSAKeyGenerator(2048).keyID(id).generate();
  }

  /** From now on these are its keys. */
  void show(RSAKey... keys) {
    List<JWK> shown = Arrays.stream(keys).<JWK>map(RSAKey::toPublicJWK).toList();
    answer("/jwks", 200, new JWKSet(shown).toString());
  }

  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /**
   * Tokens of this provider's: checked by the keys at {@code /jwks}, asked about at {@code /ask},
   * or both.
   */
  TokenSettings settings(
      boolean jwks, boolean introspection, String scope, Optional<RequiredClaim> required) {
    return new TokenSettings(
        jwks ? Optional.of(url("/jwks")) : Optional.empty(),
        introspection
            ? Optional.of(new TokenSettings.Introspection(url("/ask"), "pop 3", "s%cret"))
            : Optional.empty(),
        ISSUER,
        "pop3",
        Set.of("RS256"),
        "email",
        scope,
        required,
        Duration.ofSeconds(2));
  }

  public void answer(String path, int status, String body) {
    answers.put(path, new Answer(status, body));
  }

  /** How often it was asked there. */
  public int requests(String path) {
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
