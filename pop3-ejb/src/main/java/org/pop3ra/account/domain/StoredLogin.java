package org.pop3ra.account.domain;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What the tables say about a name that may log in.
 *
 * @param account the account's key
 * @param maildrop the key of its maildrop
 * @param password the hash as a PHC string; empty where the account has no password or is disabled
 * @param passwordVersion grows whenever the password or {@code enabled} changes, or a name is
 *     removed
 * @param scram the {@link ScramVerifiers} of the password under this name as text; empty as for
 *     {@code password}, and where the account is older than SCRAM
 * @param secret the password encrypted; empty as for {@code password}, and where the account did
 *     not opt in
 */
public record StoredLogin(
    long account,
    long maildrop,
    Optional<String> password,
    long passwordVersion,
    Optional<String> scram,
    Optional<EncryptedSecret> secret) {
  public StoredLogin {
    requireNonNull(password, "password is null");
    requireNonNull(scram, "scram is null");
    requireNonNull(secret, "secret is null");
  }

  /** Of an account that logs in by showing its password only. */
  public StoredLogin(long account, long maildrop, Optional<String> password, long passwordVersion) {
    this(account, maildrop, password, passwordVersion, Optional.empty(), Optional.empty());
  }

  /** Whether both names lead to one account. */
  public boolean isSameAccount(StoredLogin other) {
    return account == other.account;
  }

  @Override
  public String toString() {
    return "StoredLogin[account=" + account + ", passwordVersion=" + passwordVersion + "]";
  }
}
