package org.pop3ra.connector;

import static org.pop3ra.connector.Problems.text;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pop3ra.spi.LdapSettings;

/** How a directory may be configured. */
final class LdapRules {
  private static final String URLS = "it must be ldaps://host:port or ldap://host:port";

  private LdapRules() {}

  static LdapSettings of(LdapProperties from, Problems problems) {
    boolean startTls = Vouching.flag("ldapStartTls", from.getLdapStartTls(), problems);
    String userDn = text(from.getLdapUserDn());
    String base = text(from.getLdapBase());
    requirePlaceholders(from, userDn, base, problems);
    return new LdapSettings(
        servers(from.getLdapUrl(), startTls, problems),
        startTls,
        authorities(text(from.getLdapAuthorities()), problems),
        text(from.getLdapBindDn()),
        bindPassword(from, problems),
        userDn,
        base,
        text(from.getLdapFilter()),
        text(from.getLdapAttribute()),
        text(from.getLdapGroup()),
        Vouching.timeout("ldapTimeoutSeconds", from.getLdapTimeoutSeconds(), problems));
  }

  private static void requirePlaceholders(
      LdapProperties from, String userDn, String base, Problems problems) {
    if (userDn.isEmpty() == base.isEmpty()) {
      problems.add("ldapBase", base, "exactly one of ldapBase and ldapUserDn must be set");
    }
    if (!userDn.isEmpty() && !userDn.contains(LdapSettings.USER)) {
      problems.add("ldapUserDn", userDn, "it must contain %u");
    }
    if (!text(from.getLdapFilter()).matches("\\(.*%u.*\\)")) {
      problems.add("ldapFilter", from.getLdapFilter(), "it must be (...) and contain %u");
    }
  }

  /** RFC 4513 section 5.1.2: without a password it would be nobody, silently. */
  private static String bindPassword(LdapProperties from, Problems problems) {
    String password = text(from.getLdapBindPassword());
    if (!text(from.getLdapBindDn()).isEmpty() && password.isEmpty()) {
      problems.add("ldapBindPassword", "", "ldapBindDn needs a password");
    }
    return password;
  }

  private static List<URI> servers(String value, boolean startTls, Problems problems) {
    List<URI> servers = new ArrayList<>();
    for (String word : Vouching.words(value)) {
      Vouching.url("ldapUrl", word, URLS, problems).ifPresent(servers::add);
    }
    if (Vouching.words(value).isEmpty()) {
      problems.add("ldapUrl", "", URLS);
    }
    servers.forEach(server -> check(server, startTls, problems));
    return servers;
  }

  private static void check(URI server, boolean startTls, Problems problems) {
    String scheme = server.getScheme().toLowerCase(Locale.ROOT);
    boolean secure = scheme.equals("ldaps");
    if (!secure && !scheme.equals("ldap")) {
      problems.add("ldapUrl", server.toString(), URLS);
    } else if (secure && startTls) {
      problems.add("ldapStartTls", "true", "ldaps: is secured already");
    } else if (!secure && !startTls && !Vouching.isLocal(server)) {
      problems.add(
          "ldapUrl",
          server.toString(),
          "passwords would be sent in the clear: it must be ldaps:, or ldapStartTls true");
    }
  }

  private static Optional<Path> authorities(String file, Problems problems) {
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path path = Path.of(file);
      if (!Files.isReadable(path)) {
        problems.add("ldapAuthorities", file, "it must be a file that can be read");
      }
      return Optional.of(path);
    } catch (InvalidPathException e) {
      problems.add("ldapAuthorities", file, "it must be a file");
      return Optional.empty();
    }
  }
}
