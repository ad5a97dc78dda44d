package org.pop3ra.account.domain;

import static java.util.Objects.requireNonNull;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.CryptoServicesRegistrar;
import org.bouncycastle.crypto.CryptoServicesRegistrar.Property;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;

/**
 * A password as it is kept: argon2id, version 1.3 (RFC 9106), written as a PHC string, {@code
 * $argon2id$v=19$m=19456,t=2,p=1$salt$tag} with Base64 without padding.
 *
 * <p>Making and verifying one takes as much heap as its parameters say, and tens of milliseconds:
 * never in a transaction, and only so many at once. Immutable, never printed.
 */
public final class PasswordHash {
  private static final int SALT_OCTETS = 16;
  private static final int TAG_OCTETS = 32;
  private static final String NUMBER = "(0|[1-9][0-9]{0,8})";
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=%s,t=%s,p=%s\\$([A-Za-z0-9+/]{11,64})\\$([A-Za-z0-9+/]{22,86})"
              .formatted(NUMBER, NUMBER, NUMBER));
  private static final SecureRandom RANDOM = new SecureRandom();

  static {
    // The registrar, once loaded, leaves defaults of algorithms that we do not use on the thread:
    // one of the container's, which would keep the class loader of an undeployed application.
    CryptoServicesRegistrar.clearThreadProperty(Property.DH_DEFAULT_PARAMS);
    CryptoServicesRegistrar.clearThreadProperty(Property.DSA_DEFAULT_PARAMS);
  }

  private final Argon2Parameters parameters;
  private final byte[] salt;
  private final byte[] tag;

  private PasswordHash(Argon2Parameters parameters, byte[] salt, byte[] tag) {
    this.parameters = requireNonNull(parameters, "parameters is null");
    this.salt = salt;
    this.tag = tag;
  }

  /** Hashes a password with a new random salt. The array stays the caller's, to be wiped. */
  public static PasswordHash of(byte[] password, Argon2Parameters parameters) {
    byte[] salt = new byte[SALT_OCTETS];
    RANDOM.nextBytes(salt);
    return new PasswordHash(parameters, salt, compute(parameters, salt, password, TAG_OCTETS));
  }

  /**
   * Reads a PHC string.
   *
   * @throws IllegalArgumentException if it is not exactly of the form that {@link #format} writes;
   *     the message does not repeat it
   */
  public static PasswordHash parse(String phc) {
    Matcher matcher = PHC.matcher(phc);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not an argon2id hash in PHC form");
    }
    Argon2Parameters parameters =
        new Argon2Parameters(
            Integer.parseInt(matcher.group(1)),
            Integer.parseInt(matcher.group(2)),
            Integer.parseInt(matcher.group(3)));
    return new PasswordHash(parameters, decode(matcher.group(4)), decode(matcher.group(5)));
  }

  public String format() {
    // Not the digits of the server's language.
    return String.format(
        Locale.ROOT,
        "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s",
        parameters.memoryKib(),
        parameters.iterations(),
        parameters.lanes(),
        encode(salt),
        encode(tag));
  }

  /** Whether it is the hash of this password; takes the same time for a right and a wrong one. */
  public boolean verifies(byte[] password) {
    byte[] computed = compute(parameters, salt, password, tag.length);
    return MessageDigest.isEqual(computed, tag);
  }

  public Argon2Parameters parameters() {
    return parameters;
  }

  @Override
  public String toString() {
    return "PasswordHash";
  }

  private static byte[] compute(
      Argon2Parameters parameters, byte[] salt, byte[] password, int octets) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new org.bouncycastle.crypto.params.Argon2Parameters.Builder(
                org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_id)
            .withVersion(org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(parameters.memoryKib())
            .withIterations(parameters.iterations())
            .withParallelism(parameters.lanes())
            .withSalt(salt)
            .build());
    byte[] computed = new byte[octets];
    generator.generateBytes(password, computed);
    return computed;
  }

  private static String encode(byte[] octets) {
    return Base64.getEncoder().withoutPadding().encodeToString(octets);
  }

  /** The JDK's decoder ignores stray bits at the end: two texts would then be one hash. */
  private static byte[] decode(String base64) {
    byte[] octets = Base64.getDecoder().decode(base64);
    if (!encode(octets).equals(base64)) {
      Arrays.fill(octets, (byte) 0);
      throw new IllegalArgumentException("not an argon2id hash in PHC form");
    }
    return octets;
  }
}
