package org.pop3ra.account.domain;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What shall become of an account, checked and with the password hashed: ready for a transaction.
 *
 * @param keepPassword whether {@code password} does not count
 * @param password the new hash; empty for no login by password
 */
public record AccountChange(
    AccountName name,
    boolean keepPassword,
    Optional<PasswordHash> password,
    Set<Address> addresses,
    OptionalLong quotaOctets,
    boolean enabled) {
  public AccountChange {
    requireNonNull(name, "name is null");
    requireNonNull(password, "password is null");
    requireNonNull(quotaOctets, "quotaOctets is null");
    addresses = Set.copyOf(addresses);
  }

  /** Every word that must belong to no other account. */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    names.add(name.folded());
    addresses.forEach(address -> names.add(address.folded()));
    return names;
  }

  void applyTo(Account account) {
    if (!keepPassword) {
      account.setPassword(password);
    }
    account.setEnabled(enabled);
    account.setAddresses(addresses);
  }
}
