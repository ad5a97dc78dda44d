package org.pop3ra.account.service;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.pop3ra.account.domain.StoredLogin;
import org.pop3ra.spi.CertificateCredentials;
import org.pop3ra.spi.CertificateName;
import org.pop3ra.spi.MaildropException;

/**
 * Logins by client certificate. Fails closed: a certificate that names nobody, or more than one, is
 * nobody's.
 */
final class CertificateLogins {
  private final LookUp lookUp;
  private final Identities identities;

  CertificateLogins(LookUp lookUp, Identities identities) {
    this.lookUp = requireNonNull(lookUp, "lookUp is null");
    this.identities = requireNonNull(identities, "identities is null");
  }

  Authenticated authenticate(CertificateCredentials shown) throws MaildropException {
    CertificateName by = identities.settings().certificateName();
    String name = by.in(shown.certificate()).orElseThrow(LookUp::refused);
    if (!LookUp.isSame(shown.user(), name)) {
      throw LookUp.refused();
    }
    Optional<StoredLogin> login = lookUp.find(name);
    return LookUp.authenticated(login.orElseThrow(LookUp::refused));
  }
}
