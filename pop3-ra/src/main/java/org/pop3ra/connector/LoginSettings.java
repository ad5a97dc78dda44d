package org.pop3ra.connector;

import static java.util.Objects.requireNonNull;
import static org.pop3ra.connector.Problems.text;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.pop3ra.kerberos.Keytab;
import org.pop3ra.sasl.Mechanism;
import org.pop3ra.sasl.StrictBase64;
import org.pop3ra.spi.CertificateName;
import org.pop3ra.spi.IdentitySettings;
import org.pop3ra.spi.ScramVerifier;

/**
 * How clients may log in, checked.
 *
 * @param mechanisms of SASL
 * @param identities what the application must know
 * @param keytab the keys for Kerberos; there if it vouches
 * @param realmRole what the server's realm must say of a user; empty: nothing
 */
record LoginSettings(
    Set<Mechanism> mechanisms,
    boolean apop,
    IdentitySettings identities,
    Optional<Keytab> keytab,
    String realmRole) {
  private static final int MOST_ITERATIONS = 1_000_000;
  private static final Set<Integer> KEY_OCTETS = Set.of(16, 24, 32);

  LoginSettings {
    mechanisms = Set.copyOf(mechanisms);
    requireNonNull(identities, "identities is null");
    requireNonNull(keytab, "keytab is null");
    requireNonNull(realmRole, "realmRole is null");
  }

  static LoginSettings of(LdapProperties from, Problems problems) {
    String words = text(from.getMechanisms()).toUpperCase(Locale.ROOT);
    Set<String> names = words.equals("NONE") ? Set.of() : Set.copyOf(List.of(words.split("[ ,]+")));
    boolean all = names.equals(Set.of("ALL"));
    IdentitySettings identities = identities(from, problems);
    return new LoginSettings(
        all ? EnumSet.allOf(Mechanism.class) : mechanisms(names, from, problems),
        all || names.contains("APOP"),
        identities,
        identities.vouching().kerberos().flatMap(asked -> KerberosRules.keytab(from, problems)),
        text(from.getRealmRole()));
  }

  private static Set<Mechanism> mechanisms(
      Set<String> names, SaslProperties from, Problems problems) {
    Set<Mechanism> mechanisms = EnumSet.noneOf(Mechanism.class);
    for (String name : names) {
      Optional<Mechanism> mechanism = Mechanism.titled(name);
      mechanism.ifPresent(mechanisms::add);
      if (mechanism.isEmpty() && !name.equals("APOP")) {
        problems.add(
            "mechanisms",
            from.getMechanisms(),
            "it must be all, none, or of APOP and "
                + Stream.of(Mechanism.values()).map(Mechanism::title).toList());
        break;
      }
    }
    return mechanisms;
  }

  private static IdentitySettings identities(LdapProperties from, Problems problems) {
    return new IdentitySettings(
        problems.number(
            "scramIterations",
            from.getScramIterations(),
            ScramVerifier.FEWEST_ITERATIONS,
            MOST_ITERATIONS),
        secretKey(text(from.getSecretKey()), problems),
        problems.oneOf("certificateName", from.getCertificateName(), CertificateName.class),
        Vouching.of(from, problems));
  }

  /** The value is never repeated. */
  private static Optional<SecretKey> secretKey(String base64, Problems problems) {
    if (base64.isEmpty()) {
      return Optional.empty();
    }
    Optional<byte[]> octets =
        StrictBase64.decode(base64).filter(key -> KEY_OCTETS.contains(key.length));
    if (octets.isEmpty()) {
      problems.add("secretKey", "...", "it must be base64 of 16, 24 or 32 octets");
    }
    return octets.map(key -> new SecretKeySpec(key, "AES"));
  }
}
