package org.pop3ra.spi;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * To which account a Kerberos principal leads.
 *
 * @param realms whose principals are users here
 * @param name what of the principal names the account
 */
public record KerberosSettings(Set<String> realms, PrincipalName name) {
  public KerberosSettings {
    realms = Set.copyOf(realms);
    requireNonNull(name, "name is null");
    if (name == PrincipalName.NAME && realms.size() > 1) {
      throw new IllegalArgumentException("two realms may have users of one name");
    }
  }
}
