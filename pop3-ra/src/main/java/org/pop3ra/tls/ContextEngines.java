package org.pop3ra.tls;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** Engines of an SSL context, whoever made it. */
public record ContextEngines(SSLContext context) implements Engines {
  private static final int SOME = 3;

  public ContextEngines {
    requireNonNull(context, "context is null");
  }

  @Override
  public SSLEngine engine(Terms terms) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(Protection.PROTOCOLS.toArray(String[]::new));
    parameters.setCipherSuites(cipherSuites(engine));
    parameters.setUseCipherSuitesOrder(true);
    if (terms.clientCertificate()) {
      parameters.setWantClientAuth(true);
    }
    engine.setSSLParameters(parameters);
    terms
        .alpn()
        .ifPresent(
            protocol ->
                engine.setHandshakeApplicationProtocolSelector(
                    (e, named) -> only(protocol, named)));
    return engine;
  }

  /**
   * Checks that engines do as they are told: there are contexts that protect their own settings
   * from whoever uses them.
   *
   * @throws IOException if they would agree to more than {@link Protection}, or to nothing of it;
   *     the message says to what
   */
  public void check(Terms terms) throws IOException {
    SSLEngine engine;
    try {
      engine = engine(terms);
    } catch (RuntimeException e) {
      throw new IOException("its engines cannot be set up: " + e, e);
    }
    List<String> beyond = Protection.beyond(engine);
    if (!beyond.isEmpty()) {
      throw new IOException(
          "it keeps settings of its own, and allows " + some(beyond) + ", which must not be");
    }
    if (Protection.isBeyondReach(engine)) {
      throw new IOException(
          "it allows neither TLS 1.3 nor TLS 1.2 with ECDHE and AES-GCM or ChaCha20-Poly1305");
    }
  }

  private static String some(List<String> names) {
    return names.size() <= SOME
        ? String.join(", ", names)
        : "%s and %d more"
            .formatted(String.join(", ", names.subList(0, SOME)), names.size() - SOME);
  }

  private static String[] cipherSuites(SSLEngine engine) {
    Set<String> wanted = new LinkedHashSet<>(Protection.CIPHER_SUITES);
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
