package org.pop3ra.spi;

import static java.util.Objects.requireNonNull;

/**
 * A user name with a password in the clear: USER and PASS (RFC 1939 section 7), SASL PLAIN (RFC
 * 4616), LOGIN. Compared by identity, never printed.
 */
public final class PasswordCredentials implements Credentials {
  private final String user;
  private final String password;
  private final String authzid;

  public PasswordCredentials(String user, String password) {
    this(user, password, "");
  }

  /** {@code authzid} is whom the client wants to be; empty: itself. */
  public PasswordCredentials(String user, String password, String authzid) {
    this.user = requireNonNull(user, "user is null");
    this.password = requireNonNull(password, "password is null");
    this.authzid = requireNonNull(authzid, "authzid is null");
  }

  @Override
  public String user() {
    return user;
  }

  /** The password, spaces included, exactly as sent: not prepared by SASLprep (RFC 4013). */
  public String password() {
    return password;
  }

  /**
   * Whom the client wants to be (RFC 4616 section 2): empty, or a name that the listener accepts
   * only if it leads to the same account.
   */
  public String authzid() {
    return authzid;
  }

  /**
   * Whether the client wants to be nobody but {@link #user}: what a listener requires that knows
   * one name for each account.
   */
  public boolean isForUser() {
    return authzid.isEmpty() || authzid.equals(user);
  }

  @Override
  public String toString() {
    return "PasswordCredentials";
  }
}
