package org.pop3ra.session;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Handshakes that were never made, for tests without a network. */
public final class TlsSessions {
  private TlsSessions() {}

  /** One without client certificate. */
  public static TlsSession anonymous() {
    return of(List.of());
  }

  /** One whose client showed a certificate. */
  public static TlsSession of(X509Certificate shown) {
    return of(List.of(shown));
  }

  private static TlsSession of(List<X509Certificate> shown) {
    return new TlsSession(
        "TLSv1.3",
        "TLS_AES_128_GCM_SHA256",
        shown,
        () -> Optional.of("hash of a certificate".getBytes(StandardCharsets.US_ASCII)),
        Optional.empty());
  }
}
