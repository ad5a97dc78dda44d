package org.pop3ra.account.domain;

import static java.util.Objects.requireNonNull;

/** What becomes of a password: nobody can read it, so "as it is" must be possible to say. */
public sealed interface PasswordChange {

  /** It stays. A new account has none to keep: that is refused. */
  record Keep() implements PasswordChange {}

  /** None any more: no login by password. */
  record Remove() implements PasswordChange {}

  /** Another one, as it was typed. Never printed. */
  record Replace(String password) implements PasswordChange {
    public Replace {
      requireNonNull(password, "password is null");
    }

    @Override
    public String toString() {
      return "Replace";
    }
  }
}
