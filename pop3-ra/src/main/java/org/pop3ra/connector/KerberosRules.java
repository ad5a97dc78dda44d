package org.pop3ra.connector;

import static org.pop3ra.connector.Problems.text;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.pop3ra.kerberos.Keytab;
import org.pop3ra.spi.KerberosSettings;
import org.pop3ra.spi.PrincipalName;

/** How Kerberos may be configured. */
final class KerberosRules {
  /** RFC 5034 section 4: the service is {@code pop}. */
  private static final Pattern SERVICE = Pattern.compile("pop/[^/@\\\\]+@[^/@\\\\]+");

  private KerberosRules() {}

  static KerberosSettings of(KerberosProperties from, Problems problems) {
    Set<String> realms = new TreeSet<>(Vouching.words(from.getKerberosRealms()));
    if (realms.isEmpty()) {
      principals(from).forEach(name -> realms.add(name.substring(name.indexOf('@') + 1)));
    }
    PrincipalName name =
        problems.oneOf("kerberosName", from.getKerberosName(), PrincipalName.class);
    if (name == PrincipalName.NAME && realms.size() > 1) {
      problems.add(
          "kerberosName", "name", "with several realms it must be address: names may be equal");
      return new KerberosSettings(realms, PrincipalName.ADDRESS);
    }
    return new KerberosSettings(realms, name);
  }

  /** The keys; empty, with a problem, if they cannot be used. */
  static Optional<Keytab> keytab(KerberosProperties from, Problems problems) {
    String value = from.getKerberosPrincipal();
    boolean wellFormed = principals(from).stream().allMatch(SERVICE.asMatchPredicate());
    if (principals(from).isEmpty() || !wellFormed) {
      problems.add("kerberosPrincipal", value, "it must be pop/host@REALM");
      return Optional.empty();
    }
    return file(from, problems).map(file -> checked(new Keytab(file, principals(from)), problems));
  }

  private static Keytab checked(Keytab keytab, Problems problems) {
    if (!keytab.missing().isEmpty()) {
      problems.add(
          "kerberosKeytab",
          keytab.file().toString(),
          "it must have keys of a kind that this JVM knows of " + keytab.missing());
    }
    return keytab;
  }

  private static Optional<Path> file(KerberosProperties from, Problems problems) {
    String file = text(from.getKerberosKeytab());
    try {
      Path path = Path.of(file);
      if (!file.isEmpty() && Files.isReadable(path)) {
        return Optional.of(path);
      }
    } catch (InvalidPathException e) {
      // Reported below: what is wrong with it is seen from the value.
    }
    problems.add("kerberosKeytab", file, "it must be a file that can be read");
    return Optional.empty();
  }

  private static List<String> principals(KerberosProperties from) {
    return Vouching.words(from.getKerberosPrincipal());
  }
}
