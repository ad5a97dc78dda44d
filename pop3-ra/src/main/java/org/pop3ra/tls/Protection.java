package org.pop3ra.tls;

import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;

/**
 * What connections are protected by, whatever a provider would allow: TLS 1.3 and 1.2, with forward
 * secrecy and authenticated encryption (RFC 9325 sections 3.1.1 and 4.2).
 */
public final class Protection {
  /** In the order of preference. */
  public static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

  /** In the order of preference. */
  public static final List<String> CIPHER_SUITES =
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

  private Protection() {}

  /** Whether a handshake came to what is allowed. */
  public static boolean holds(SSLSession session) {
    return PROTOCOLS.contains(session.getProtocol())
        && CIPHER_SUITES.contains(session.getCipherSuite());
  }

  /** Protocols and cipher suites that an engine would agree to, and must not. */
  static List<String> beyond(SSLEngine engine) {
    List<String> beyond = new ArrayList<>(List.of(engine.getEnabledProtocols()));
    beyond.removeAll(PROTOCOLS);
    List<String> suites = new ArrayList<>(List.of(engine.getEnabledCipherSuites()));
    // Which stands for the willingness to renegotiate securely.
    suites.remove("TLS_EMPTY_RENEGOTIATION_INFO_SCSV");
    suites.removeAll(CIPHER_SUITES);
    beyond.addAll(suites);
    return beyond;
  }

  /** Whether an engine would agree to nothing at all. */
  static boolean isBeyondReach(SSLEngine engine) {
    return List.of(engine.getEnabledProtocols()).stream().noneMatch(PROTOCOLS::contains)
        || List.of(engine.getEnabledCipherSuites()).stream().noneMatch(CIPHER_SUITES::contains);
  }
}
