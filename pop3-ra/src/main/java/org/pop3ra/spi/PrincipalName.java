package org.pop3ra.spi;

/** What of a Kerberos principal names an account. */
public enum PrincipalName {
  /** What is before the realm: {@code mrose} of {@code mrose@EXAMPLE.ORG}. */
  NAME,
  /** All of it, as an address. */
  ADDRESS
}
