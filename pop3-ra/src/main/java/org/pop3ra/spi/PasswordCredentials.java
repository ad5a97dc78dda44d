package org.pop3ra.spi;

import static java.util.Objects.requireNonNull;

/**
 * A user name with a password in the clear (RFC 1939 section 7, USER and PASS). Compared by
 * identity, never printed.
 */
public final class PasswordCredentials implements Credentials {
  private final String user;
  private final String password;

  public PasswordCredentials(String user, String password) {
    this.user = requireNonNull(user, "user is null");
    this.password = requireNonNull(password, "password is null");
  }

  @Override
  public String user() {
    return user;
  }

  /** The password, spaces included, exactly as sent. */
  public String password() {
    return password;
  }

  @Override
  public String toString() {
    return "PasswordCredentials";
  }
}
