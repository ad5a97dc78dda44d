package org.pop3ra.account.domain;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

/**
 * All that is kept of a password. Never printed.
 *
 * @param hash for logins that show the password
 * @param scram for logins that do not, by the folded name under which they are made; the account's
 *     own is among them, and stands for those that are not
 * @param secret the password itself, encrypted, for CRAM-MD5 and APOP; empty unless asked for
 */
public record StoredPassword(
    PasswordHash hash, Map<String, ScramVerifiers> scram, Optional<EncryptedSecret> secret) {
  public StoredPassword {
    requireNonNull(hash, "hash is null");
    requireNonNull(secret, "secret is null");
    scram = Map.copyOf(scram);
  }

  @Override
  public String toString() {
    return "StoredPassword";
  }
}
