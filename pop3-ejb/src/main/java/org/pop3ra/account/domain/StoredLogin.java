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
 */
public record StoredLogin(
    long account, long maildrop, Optional<String> password, long passwordVersion) {
  public StoredLogin {
    requireNonNull(password, "password is null");
  }

  @Override
  public String toString() {
    return "StoredLogin[account=" + account + ", passwordVersion=" + passwordVersion + "]";
  }
}
