package org.pop3ra.account.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.pop3ra.spi.ScramHash;

/**
 * Salts of SCRAM (RFC 5802 section 2.1), made of names by a secret of the installation: a name has
 * the same whether anybody is called that or not, and whatever becomes of its password. So a salt
 * tells nothing but the name, and two names of one account have nothing in common. To others they
 * are random; another installation has others. Immutable, never printed.
 */
public final class ScramSalts {
  private static final String MAC = "HmacSHA256";
  private static final int SALT_OCTETS = 16;

  /** As many as a double holds. */
  private static final int BITS = 53;

  private final SecretKeySpec secret;

  /**
   * All of one installation.
   *
   * @param secret see {@link Logins#secret}; copied
   */
  public ScramSalts(byte[] secret) {
    this.secret = new SecretKeySpec(secret, MAC);
  }

  /**
   * The salts of a name: 16 octets for each hash function.
   *
   * @param name in any form; all that {@link ShownName} takes for one name have one salt
   */
  public Function<ScramHash, byte[]> of(String name) {
    String prepared = ShownName.prepared(name);
    return hash -> Arrays.copyOf(mac(hash.digest() + " " + prepared), SALT_OCTETS);
  }

  /**
   * Where a name stands among all names that could be, for good: from 0 to less than 1, evenly
   * spread.
   */
  public double position(String name) {
    long bits = ByteBuffer.wrap(mac("position " + ShownName.prepared(name))).getLong();
    return (bits >>> (Long.SIZE - BITS)) / (double) (1L << BITS);
  }

  private byte[] mac(String text) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(secret);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + MAC, e);
    }
  }

  @Override
  public String toString() {
    return "ScramSalts";
  }
}
