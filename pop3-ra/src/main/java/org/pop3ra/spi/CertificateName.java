package org.pop3ra.spi;

/** What in a client's certificate names the account. */
public enum CertificateName {
  /** Nothing: certificates are no proof. */
  NONE,
  /**
   * The one {@code rfc822Name} among the subject's alternative names (RFC 5280 section 4.2.1.6).
   */
  EMAIL,
  /** The one common name of the subject. */
  CN
}
