package org.pop3ra.sasl;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.pop3ra.spi.CertificateCredentials;

/** EXTERNAL (RFC 4422 appendix A): the client's certificate speaks; the message is who to be. */
final class External implements SaslExchange {
  private final List<X509Certificate> chain;

  External(SaslContext context) {
    chain = context.channel().clientCertificates();
  }

  @Override
  public SaslStep respond(byte[] response) {
    Optional<String> user = Utf8.decode(response);
    if (user.isEmpty() || Utf8.hasControls(user.get())) {
      return SaslStep.illFormed();
    }
    return new SaslStep.Prove(new CertificateCredentials(user.get(), chain));
  }
}
