package org.pop3ra.spi;

import static java.util.Objects.requireNonNull;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A client certificate that the TLS layer accepted, shown with SASL EXTERNAL (RFC 4422 appendix A).
 * The listener decides to which account it leads, and fails if it is not sure.
 *
 * @param user the account that the client wants; empty where the certificate alone says so
 * @param chain the client's own certificate first, then those that vouch for it; not empty, its
 *     chain of trust and its period of validity checked at the handshake
 */
public record CertificateCredentials(String user, List<X509Certificate> chain)
    implements Credentials {
  public CertificateCredentials {
    requireNonNull(user, "user is null");
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("a chain has at least one certificate");
    }
  }

  /** The client's own. */
  public X509Certificate certificate() {
    return chain.get(0);
  }

  @Override
  public String toString() {
    return "CertificateCredentials";
  }
}
