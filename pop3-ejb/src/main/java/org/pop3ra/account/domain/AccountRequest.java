package org.pop3ra.account.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalLong;

/**
 * All that an administrator decides about an account.
 *
 * @param addresses as written, neither checked nor folded
 * @param quotaOctets the most octets in its maildrop; empty for no limit
 * @param recoverableSecret whether CRAM-MD5 and APOP are wanted, for which the password is kept so
 *     that it can be read again
 */
public record AccountRequest(
    PasswordChange password,
    List<String> addresses,
    OptionalLong quotaOctets,
    boolean enabled,
    boolean recoverableSecret) {
  public AccountRequest {
    requireNonNull(password, "password is null");
    requireNonNull(quotaOctets, "quotaOctets is null");
    addresses = List.copyOf(addresses);
  }

  /** Without CRAM-MD5 and APOP. */
  public AccountRequest(
      PasswordChange password, List<String> addresses, OptionalLong quotaOctets, boolean enabled) {
    this(password, addresses, quotaOctets, enabled, false);
  }
}
