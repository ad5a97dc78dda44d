package org.pop3ra.connector;

import java.security.Principal;
import java.util.HashSet;
import java.util.Set;
import javax.security.auth.Subject;

/**
 * What a server says of a user besides that the password is right. Jakarta Connectors has no way to
 * ask, so that each server's own is taken: Elytron leaves an identity with roles among the private
 * credentials, Payara leaves groups among the principals. Both by name, since the archive needs
 * nothing of either elsewhere.
 */
final class ServerRoles {
  private static final String IDENTITY = "org.wildfly.security.auth.server.SecurityIdentity";
  private static final String GROUP = "org.glassfish.security.common.Group";

  private ServerRoles() {}

  /** The names of all roles and groups. */
  static Set<String> of(Subject subject) {
    Set<String> roles = new HashSet<>();
    subject.getPrincipals().stream()
        .filter(principal -> principal.getClass().getName().equals(GROUP))
        .map(Principal::getName)
        .forEach(roles::add);
    subject.getPrivateCredentials().stream()
        .filter(credential -> credential.getClass().getName().equals(IDENTITY))
        .map(ServerRoles::ofIdentity)
        .forEach(found -> found.forEach(role -> roles.add(String.valueOf(role))));
    return roles;
  }

  private static Iterable<?> ofIdentity(Object identity) {
    try {
      return (Iterable<?>) identity.getClass().getMethod("getRoles").invoke(identity);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this is not the Elytron that is known here", e);
    }
  }
}
