package org.pop3ra.tls;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * Makes the engine for each connection. Protocols and cipher suites are those of RFC 9325 sections
 * 3.1.1 and 4.2, whatever the context would allow: TLS 1.3 and 1.2, with forward secrecy and
 * authenticated encryption.
 *
 * @param context asked for each connection, so that a new certificate counts from the next one on;
 *     must not block
 * @param alpn the one protocol that a client may name (RFC 7301); empty where none is registered:
 *     then what clients name is not looked at
 * @param clientCertificate whether clients are asked for a certificate; they need not show one
 */
public record ServerEngines(
    Supplier<SSLContext> context, Optional<String> alpn, boolean clientCertificate) {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
  private static final List<String> CIPHER_SUITES =
      List.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  public ServerEngines {
    requireNonNull(context, "context is null");
    requireNonNull(alpn, "alpn is null");
  }

  /** An engine for the server's side of one connection. Thread-safe. */
  public SSLEngine engine() {
    SSLEngine engine = context.get().createSSLEngine();
    engine.setUseClientMode(false);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(PROTOCOLS);
    parameters.setCipherSuites(cipherSuites(engine));
    parameters.setUseCipherSuitesOrder(true);
    if (clientCertificate) {
      parameters.setWantClientAuth(true);
    }
    engine.setSSLParameters(parameters);
    alpn.ifPresent(
        protocol ->
            engine.setHandshakeApplicationProtocolSelector((e, named) -> only(protocol, named)));
    return engine;
  }

  private static String[] cipherSuites(SSLEngine engine) {
    Set<String> wanted = new LinkedHashSet<>(CIPHER_SUITES);
    wanted.retainAll(Arrays.asList(engine.getSupportedCipherSuites()));
    return wanted.toArray(String[]::new);
  }

  /**
   * Null refuses the handshake (RFC 7301 section 3.2): a client that names protocols, and not this
   * one, was led here by somebody else (ALPACA). One that names none is an ordinary mail client.
   */
  private static String only(String protocol, List<String> named) {
    return named.contains(protocol) ? protocol : null;
  }
}
