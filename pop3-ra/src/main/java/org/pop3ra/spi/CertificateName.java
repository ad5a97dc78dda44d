package org.pop3ra.spi;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** What in a client's certificate names the account. */
public enum CertificateName {
  /** Nothing: certificates are no proof. */
  NONE,
  /**
   * The one {@code rfc822Name} among the subject's alternative names (RFC 5280 section 4.2.1.6).
   */
  EMAIL,
  /** The one common name of the subject. */
  CN;

  /**
   * The name in a certificate. Fails closed: empty if it has none, if it has several, and if it is
   * not understood.
   */
  public Optional<String> in(X509Certificate certificate) {
    List<String> names =
        switch (this) {
          case NONE -> List.of();
          case EMAIL -> AlternativeNames.EMAIL.in(certificate);
          case CN -> commonNames(certificate);
        };
    return names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty();
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
