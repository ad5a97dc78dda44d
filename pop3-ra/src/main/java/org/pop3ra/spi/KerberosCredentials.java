package org.pop3ra.spi;

import static java.util.Objects.requireNonNull;

/**
 * A Kerberos principal whose ticket the adapter accepted (SASL GSSAPI, RFC 4752). The listener
 * decides to which account it leads.
 *
 * @param user the account that the client wants; empty where the principal alone says so
 * @param principal name and realm, {@code mrose@EXAMPLE.ORG}
 */
public record KerberosCredentials(String user, String principal) implements Credentials {
  public KerberosCredentials {
    requireNonNull(user, "user is null");
    requireNonNull(principal, "principal is null");
  }
}
