package org.pop3ra.account.domain;

import static java.util.Objects.requireNonNull;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.OptionalLong;

/** What may be shown of an account: never the password, not even its hash. */
public record AccountView(
    String name,
    List<String> addresses,
    OptionalLong quotaOctets,
    boolean enabled,
    boolean hasPassword,
    boolean recoverableSecret,
    OffsetDateTime created) {
  public AccountView {
    requireNonNull(name, "name is null");
    requireNonNull(quotaOctets, "quotaOctets is null");
    requireNonNull(created, "created is null");
    addresses = List.copyOf(addresses);
  }

  public static AccountView of(Account account, OptionalLong quotaOctets) {
    return new AccountView(
        account.name(),
        account.addresses(),
        quotaOctets,
        account.enabled(),
        account.hasPassword(),
        account.hasRecoverableSecret(),
        account.created());
  }
}
