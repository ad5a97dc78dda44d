package org.pop3ra.account.domain;

import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pop3ra.spi.ScramHash;
import org.pop3ra.spi.ScramVerifier;

/**
 * What is kept of a password for SCRAM, one verifier for each hash function. Written as words,
 * {@code SCRAM-SHA-256$10000:salt$StoredKey:ServerKey} with Base64, as PostgreSQL does. Immutable,
 * never printed.
 */
public final class ScramVerifiers {
  private static final Pattern WORD =
      Pattern.compile(
          "SCRAM-(SHA-[0-9]+)\\$([1-9][0-9]{0,8}):([A-Za-z0-9+/=]+)"
              + "\\$([A-Za-z0-9+/=]+):([A-Za-z0-9+/=]+)");

  private final Map<ScramHash, ScramVerifier> verifiers;

  private ScramVerifiers(Map<ScramHash, ScramVerifier> verifiers) {
    this.verifiers = verifiers;
  }

  /**
   * Derives them all for one name; takes tens of milliseconds.
   *
   * @param password prepared
   * @param salts of the name
   */
  public static ScramVerifiers of(
      String password, int iterations, Function<ScramHash, byte[]> salts) {
    Map<ScramHash, ScramVerifier> verifiers = new EnumMap<>(ScramHash.class);
    for (ScramHash hash : ScramHash.values()) {
      verifiers.put(hash, ScramVerifier.of(hash, password, salts.apply(hash), iterations));
    }
    return new ScramVerifiers(verifiers);
  }

  /** One for its own hash function only. */
  public static ScramVerifiers of(ScramVerifier verifier) {
    return new ScramVerifiers(Map.of(verifier.hash(), verifier));
  }

  /**
   * Reads what {@link #format} wrote.
   *
   * @throws IllegalArgumentException if it is anything else; the message does not repeat it
   */
  public static ScramVerifiers parse(String words) {
    Map<ScramHash, ScramVerifier> verifiers = new EnumMap<>(ScramHash.class);
    for (String word : words.split(" ", -1)) {
      ScramVerifier verifier = verifier(word);
      verifiers.put(verifier.hash(), verifier);
    }
    return new ScramVerifiers(verifiers);
  }

  public String format() {
    return verifiers.values().stream().map(ScramVerifiers::word).collect(Collectors.joining(" "));
  }

  public Optional<ScramVerifier> with(ScramHash hash) {
    return Optional.ofNullable(verifiers.get(hash));
  }

  /** How many iterations they show; of several the fewest. */
  public int iterations() {
    return verifiers.values().stream().mapToInt(ScramVerifier::iterations).min().orElseThrow();
  }

  /** Whether they need not be derived anew for a name with these salts. */
  public boolean suffice(int iterations, Function<ScramHash, byte[]> salts) {
    return verifiers.size() == ScramHash.values().length
        && iterations() >= iterations
        && verifiers.values().stream()
            .allMatch(its -> Arrays.equals(its.salt(), salts.apply(its.hash())));
  }

  @Override
  public String toString() {
    return "ScramVerifiers";
  }

  private static String word(ScramVerifier verifier) {
    // Not the digits of the server's language.
    return String.format(
        Locale.ROOT,
        "SCRAM-%s$%d:%s$%s:%s",
        verifier.hash().digest(),
        verifier.iterations(),
        encode(verifier.salt()),
        encode(verifier.storedKey()),
        encode(verifier.serverKey()));
  }

  private static ScramVerifier verifier(String word) {
    Matcher parts = WORD.matcher(word);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not SCRAM verifiers");
    }
    return new ScramVerifier(
        ScramHash.valueOf(parts.group(1).replace('-', '_')),
        decode(parts.group(3)),
        Integer.parseInt(parts.group(2)),
        decode(parts.group(4)),
        decode(parts.group(5)));
  }

  private static String encode(byte[] octets) {
    return Base64.getEncoder().encodeToString(octets);
  }

  private static byte[] decode(String base64) {
    return Base64.getDecoder().decode(base64);
  }
}
