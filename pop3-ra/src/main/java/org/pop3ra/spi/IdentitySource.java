package org.pop3ra.spi;

/** Who may vouch for a user. */
public enum IdentitySource {
  /** The listener's own accounts: their passwords, verifiers and secrets. */
  TABLES,
  /** A directory that is asked by LDAP: passwords. */
  LDAP,
  /** The application server's own security: passwords. */
  REALM,
  /** A provider of OAuth 2.0 tokens. */
  OAUTH,
  /** A Kerberos realm: tickets. */
  KERBEROS;

  /** Whether it is somebody else than the listener itself. */
  public boolean isOutside() {
    return this != TABLES;
  }
}
