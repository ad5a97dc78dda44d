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
 * @param kerberos there if {@code order} has {@link IdentitySource#KERBEROS}
 * @param realm how to ask for {@link IdentitySource#REALM}; there in a server
 */
public record VouchingSettings(
    List<IdentitySource> order,
    boolean provision,
    Optional<LdapSettings> ldap,
    Optional<TokenSettings> tokens,
    Optional<KerberosSettings> kerberos,
    Optional<ServerRealm> realm) {
  public VouchingSettings {
    order = List.copyOf(order);
    requireNonNull(ldap, "ldap is null");
    requireNonNull(tokens, "tokens is null");
    requireNonNull(kerberos, "kerberos is null");
    requireNonNull(realm, "realm is null");
    if (ldap.isPresent() != order.contains(IdentitySource.LDAP)
        || tokens.isPresent() != order.contains(IdentitySource.OAUTH)
        || kerberos.isPresent() != order.contains(IdentitySource.KERBEROS)) {
      throw new IllegalArgumentException("settings are for who is asked, and for nobody else");
    }
  }

  /** Where nobody accepts tickets, and there is no server. */
  public VouchingSettings(
      List<IdentitySource> order,
      boolean provision,
      Optional<LdapSettings> ldap,
      Optional<TokenSettings> tokens) {
    this(order, provision, ldap, tokens, Optional.empty(), Optional.empty());
  }

  /** The listener's own accounts alone. */
  public static VouchingSettings tables() {
    return new VouchingSettings(
        List.of(IdentitySource.TABLES), false, Optional.empty(), Optional.empty());
  }

  /** The same in a server. */
  public VouchingSettings in(ServerRealm server) {
    return new VouchingSettings(order, provision, ldap, tokens, kerberos, Optional.of(server));
  }

  @Override
  public String toString() {
    return "VouchingSettings" + order;
  }
}
