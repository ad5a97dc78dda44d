package org.pop3ra.spi;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

/** The alternative names of a certificate's subject (RFC 5280 section 4.2.1.6), by their kind. */
public enum AlternativeNames {
  /** {@code rfc822Name}: an address of mail. */
  EMAIL(1),
  /** {@code dNSName}: a host, perhaps with a wildcard. */
  DNS(2);

  private final int tag;

  AlternativeNames(int tag) {
    this.tag = tag;
  }

  /** As they are written; none where the extension is not there, or not understood. */
  public List<String> in(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream()
              .filter(name -> name.get(0).equals(tag))
              .map(name -> (String) name.get(1))
              .toList();
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }
}
