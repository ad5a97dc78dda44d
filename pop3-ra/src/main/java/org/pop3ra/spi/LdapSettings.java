package org.pop3ra.spi;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a directory is asked. In {@code userDn} and {@code filter}, {@code %u} stands for the name
 * that the client gave, escaped. Never printed.
 *
 * @param servers {@code ldap://host:port} or {@code ldaps://host:port}, the first that answers is
 *     used
 * @param startTls whether connections to {@code ldap:} are secured before anything is sent (RFC
 *     4511 section 4.14)
 * @param authorities PEM file with those who vouch for the servers; empty: those of the JVM
 * @param bindDn whom searches are made as; empty: nobody
 * @param userDn the user's own name in the directory; empty: it is searched for
 * @param base where to search
 * @param filter which entry is the user's
 * @param attribute what of the entry names the account; empty: what the client called itself
 * @param group a group that the user must be a member of; empty: none
 * @param timeout for connecting, and again for each answer
 */
public record LdapSettings(
    List<URI> servers,
    boolean startTls,
    Optional<Path> authorities,
    String bindDn,
    String bindPassword,
    String userDn,
    String base,
    String filter,
    String attribute,
    String group,
    Duration timeout) {
  /** What the client's name replaces. */
  public static final String USER = "%u";

  public LdapSettings {
    servers = List.copyOf(servers);
    requireNonNull(authorities, "authorities is null");
    requireNonNull(bindDn, "bindDn is null");
    requireNonNull(bindPassword, "bindPassword is null");
    requireNonNull(userDn, "userDn is null");
    requireNonNull(base, "base is null");
    requireNonNull(filter, "filter is null");
    requireNonNull(attribute, "attribute is null");
    requireNonNull(group, "group is null");
    requireNonNull(timeout, "timeout is null");
  }

  @Override
  public String toString() {
    return "LdapSettings";
  }
}
