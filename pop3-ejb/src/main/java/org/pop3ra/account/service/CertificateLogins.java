package org.pop3ra.account.service;

import static java.util.Objects.requireNonNull;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.pop3ra.account.domain.StoredLogin;
import org.pop3ra.spi.CertificateCredentials;
import org.pop3ra.spi.CertificateName;
import org.pop3ra.spi.MaildropException;

/**
 * Logins by client certificate. Fails closed: a certificate that names nobody, or more than one, is
 * nobody's.
 */
final class CertificateLogins {
  /** RFC 5280 section 4.2.1.6. */
  private static final int RFC822_NAME = 1;

  private final LookUp lookUp;
  private final Identities identities;

  CertificateLogins(LookUp lookUp, Identities identities) {
    this.lookUp = requireNonNull(lookUp, "lookUp is null");
    this.identities = requireNonNull(identities, "identities is null");
  }

  Authenticated authenticate(CertificateCredentials shown) throws MaildropException {
    CertificateName by = identities.settings().certificateName();
    List<String> names = names(shown.certificate(), by);
    if (names.size() != 1 || !LookUp.isSame(shown.user(), names.get(0))) {
      throw LookUp.refused();
    }
    Optional<StoredLogin> login = lookUp.find(names.get(0));
    return LookUp.authenticated(login.orElseThrow(LookUp::refused));
  }

  private static List<String> names(X509Certificate certificate, CertificateName by) {
    return switch (by) {
      case NONE -> List.of();
      case EMAIL -> emails(certificate);
      case CN -> commonNames(certificate);
    };
  }

  private static List<String> emails(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream()
              .filter(name -> name.get(0).equals(RFC822_NAME))
              .map(name -> (String) name.get(1))
              .toList();
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  private static List<String> commonNames(X509Certificate certificate) {
    try {
      List<Rdn> parts = new LdapName(certificate.getSubjectX500Principal().getName()).getRdns();
      // A part of several attributes may hide a second name.
      return parts.stream().anyMatch(part -> part.size() > 1)
          ? List.of()
          : parts.stream()
              .filter(part -> part.getType().equalsIgnoreCase("CN"))
              .map(Rdn::getValue)
              .filter(String.class::isInstance)
              .map(String.class::cast)
              .toList();
    } catch (InvalidNameException e) {
      return List.of();
    }
  }
}
