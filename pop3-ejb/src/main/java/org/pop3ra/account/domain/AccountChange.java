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
 * @param password what is kept of the new one; empty for no login by password
 * @param recoverableSecret whether the password, new or kept, can be read again
 */
public record AccountChange(
    AccountName name,
    boolean keepPassword,
    Optional<StoredPassword> password,
    Set<Address> addresses,
    OptionalLong quotaOctets,
    boolean enabled,
    boolean recoverableSecret) {
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
    // The names first: the password is kept under each of them.
    account.setAddresses(addresses);
    if (!keepPassword) {
      account.setPassword(password);
    }
    if (!recoverableSecret) {
      account.forgetSecret();
    }
    account.setEnabled(enabled);
  }
}
