package org.pop3ra.spi;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Who vouches for users, checked by the adapter. Never printed.
 *
 * @param order who is asked, one after the other until one says yes; each at most once
 * @param provision whether an account that somebody else than the tables vouches for, and that is
 *     not there, is made at its first login
 * @param ldap there if {@code order} has {@link IdentitySource#LDAP}
 * @param tokens there if {@code order} has {@link IdentitySource#OAUTH}
 */
public record VouchingSettings(
    List<IdentitySource> order,
    boolean provision,
    Optional<LdapSettings> ldap,
    Optional<TokenSettings> tokens) {
  public VouchingSettings {
    order = List.copyOf(order);
    requireNonNull(ldap, "ldap is null");
    requireNonNull(tokens, "tokens is null");
    if (ldap.isPresent() != order.contains(IdentitySource.LDAP)
        || tokens.isPresent() != order.contains(IdentitySource.OAUTH)) {
      throw new IllegalArgumentException("settings are for who is asked, and for nobody else");
    }
  }

  /** The listener's own accounts alone. */
  public static VouchingSettings tables() {
    return new VouchingSettings(
        List.of(IdentitySource.TABLES), false, Optional.empty(), Optional.empty());
  }

  @Override
  public String toString() {
    return "VouchingSettings" + order;
  }
}
