package org.pop3ra.connector;

import static org.pop3ra.connector.Problems.text;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pop3ra.spi.IdentitySource;
import org.pop3ra.spi.VouchingSettings;

/** Who vouches for users, checked. */
final class Vouching {
  private static final int LONGEST_TIMEOUT = 60;
  private static final String SOURCES = "tables, ldap, realm, oauth and kerberos";

  private Vouching() {}

  static VouchingSettings of(LdapProperties from, Problems problems) {
    List<IdentitySource> order = order(from.getIdentitySources(), problems);
    // Also of those who are not asked: a word is no number.
    if (!order.contains(IdentitySource.LDAP)) {
      timeout("ldapTimeoutSeconds", from.getLdapTimeoutSeconds(), problems);
    }
    if (!order.contains(IdentitySource.OAUTH)) {
      timeout("oauthTimeoutSeconds", from.getOauthTimeoutSeconds(), problems);
    }
    return new VouchingSettings(
        order,
        flag("provision", from.getProvision(), problems),
        order.contains(IdentitySource.LDAP)
            ? Optional.of(LdapRules.of(from, problems))
            : Optional.empty(),
        order.contains(IdentitySource.OAUTH)
            ? Optional.of(TokenRules.of(from, problems))
            : Optional.empty(),
        order.contains(IdentitySource.KERBEROS)
            ? Optional.of(KerberosRules.of(from, problems))
            : Optional.empty(),
        Optional.empty());
  }

  private static List<IdentitySource> order(String value, Problems problems) {
    List<IdentitySource> order = new ArrayList<>();
    for (String word : words(value)) {
      Optional<IdentitySource> source = source(word);
      if (source.isEmpty() || order.contains(source.get())) {
        problems.add("identitySources", value, "it must be of " + SOURCES + ", each once");
        return List.of(IdentitySource.TABLES);
      }
      order.add(source.get());
    }
    if (order.isEmpty()) {
      problems.add("identitySources", value, "it must name at least one of " + SOURCES);
    }
    return order;
  }

  private static Optional<IdentitySource> source(String word) {
    return List.of(IdentitySource.values()).stream()
        .filter(source -> source.name().equals(word.toUpperCase(Locale.ROOT)))
        .findFirst();
  }

  static List<String> words(String value) {
    String text = text(value);
    return text.isEmpty() ? List.of() : List.of(text.split("[ ,]+"));
  }

  static boolean flag(String property, String value, Problems problems) {
    String text = text(value).toLowerCase(Locale.ROOT);
    if (!text.equals("true") && !text.equals("false")) {
      problems.add(property, value, "it must be true or false");
    }
    return text.equals("true");
  }

  static Duration timeout(String property, Integer value, Problems problems) {
    return Duration.ofSeconds(problems.number(property, value, 1, LONGEST_TIMEOUT));
  }

  /** Something that must be there. */
  static String needed(String property, String value, String why, Problems problems) {
    if (text(value).isEmpty()) {
      problems.add(property, "", why);
    }
    return text(value);
  }

  /** A URL with a host; a problem, and empty, if it is none. */
  static Optional<URI> url(String property, String value, String allowed, Problems problems) {
    try {
      URI url = new URI(value);
      if (url.getHost() != null && url.getScheme() != null && url.getUserInfo() == null) {
        return Optional.of(url);
      }
    } catch (URISyntaxException e) {
      // Reported below: what is wrong with it is seen from the value.
    }
    problems.add(property, value, allowed);
    return Optional.empty();
  }

  /** Whether what is sent there does not leave this machine. */
  static boolean isLocal(URI url) {
    try {
      return InetAddress.getByName(url.getHost()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
