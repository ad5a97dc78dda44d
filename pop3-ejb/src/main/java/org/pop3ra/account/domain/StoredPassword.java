package org.pop3ra.account.domain;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * All that is kept of a password. Never printed.
 *
 * @param hash for logins that show the password
 * @param scram for logins that do not
 * @param secret the password itself, encrypted, for CRAM-MD5 and APOP; empty unless asked for
 */
public record StoredPassword(
    PasswordHash hash, ScramVerifiers scram, Optional<EncryptedSecret> secret) {
  public StoredPassword {
    requireNonNull(hash, "hash is null");
    requireNonNull(scram, "scram is null");
    requireNonNull(secret, "secret is null");
  }

  @Override
  public String toString() {
    return "StoredPassword";
  }
}
