package org.pop3ra.session;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Handshakes that were never made, for tests without a network. */
public final class TlsSessions {
  private TlsSessions() {}

  /** One without client certificate. */
  public static TlsSession anonymous() {
    return new TlsSession(
        "TLSv1.3",
        "TLS_AES_128_GCM_SHA256",
        List.of(),
        Optional.of("hash of a certificate".getBytes(StandardCharsets.US_ASCII)),
        Optional.empty());
  }
}
