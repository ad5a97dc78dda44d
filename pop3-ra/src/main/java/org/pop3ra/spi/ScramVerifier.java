package org.pop3ra.spi;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a server keeps of a password for SCRAM (RFC 5802 section 3): enough to check a client and to
 * prove itself, not enough to log in. Immutable, compared by identity, never printed.
 */
public final class ScramVerifier {
  /** RFC 5802 section 5.1, RFC 7677 section 4. */
  public static final int FEWEST_ITERATIONS = 4096;

  private static final byte[] CLIENT_KEY = "Client Key".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SERVER_KEY = "Server Key".getBytes(StandardCharsets.US_ASCII);

  private final ScramHash hash;
  private final byte[] salt;
  private final int iterations;
  private final byte[] storedKey;
  private final byte[] serverKey;

  /**
   * A verifier as it was stored; the arrays are copied.
   *
   * @param storedKey H(ClientKey), and
   * @param serverKey ServerKey, both as long as a hash
   */
  public ScramVerifier(
      ScramHash hash, byte[] salt, int iterations, byte[] storedKey, byte[] serverKey) {
    this.hash = requireNonNull(hash, "hash is null");
    this.salt = salt.clone();
    this.iterations = iterations;
    this.storedKey = storedKey.clone();
    this.serverKey = serverKey.clone();
    if (salt.length == 0
        || storedKey.length != hash.octets()
        || serverKey.length != hash.octets()) {
      throw new IllegalArgumentException("not a verifier for " + hash.digest());
    }
  }

  /**
   * Derives it from a password. Takes milliseconds of a processor for some thousand iterations.
   *
   * @param password prepared by SASLprep (RFC 4013), not empty
   */
  public static ScramVerifier of(ScramHash hash, String password, byte[] salt, int iterations) {
    byte[] salted = salted(hash, password, salt, iterations);
    try {
      byte[] storedKey = digest(hash, hmac(hash, salted, CLIENT_KEY));
      return new ScramVerifier(hash, salt, iterations, storedKey, hmac(hash, salted, SERVER_KEY));
    } finally {
      Arrays.fill(salted, (byte) 0);
    }
  }

  public ScramHash hash() {
    return hash;
  }

  /** A copy. */
  public byte[] salt() {
    return salt.clone();
  }

  public int iterations() {
    return iterations;
  }

  /** A copy. */
  public byte[] storedKey() {
    return storedKey.clone();
  }

  /** A copy. */
  public byte[] serverKey() {
    return serverKey.clone();
  }

  /**
   * Whether a client that sent this proof knows the password; takes the same time for a right and a
   * wrong one.
   *
   * @param proof ClientProof, of any length
   */
  public boolean proves(byte[] authMessage, byte[] proof) {
    if (proof.length != hash.octets()) {
      return false;
    }
    byte[] clientKey = hmac(hash, storedKey, authMessage);
    for (int i = 0; i < clientKey.length; i++) {
      clientKey[i] ^= proof[i];
    }
    return MessageDigest.isEqual(digest(hash, clientKey), storedKey);
  }

  /** ServerSignature: proves to the client that the server knows the verifier. */
  public byte[] signature(byte[] authMessage) {
    return hmac(hash, serverKey, authMessage);
  }

  @Override
  public String toString() {
    return "ScramVerifier";
  }

  /** Hi() of RFC 5802 section 2.2, which is PBKDF2 with an output of one hash. */
  private static byte[] salted(ScramHash hash, String password, byte[] salt, int iterations) {
    PBEKeySpec spec =
        new PBEKeySpec(password.toCharArray(), salt, iterations, hash.octets() * Byte.SIZE);
    try {
      return SecretKeyFactory.getInstance("PBKDF2With" + hash.mac())
          .generateSecret(spec)
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the Java platform has no PBKDF2With" + hash.mac(), e);
    } finally {
      spec.clearPassword();
    }
  }

  private static byte[] hmac(ScramHash hash, byte[] key, byte[] text) {
    try {
      Mac mac = Mac.getInstance(hash.mac());
      mac.init(new SecretKeySpec(key, hash.mac()));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the Java platform has no " + hash.mac(), e);
    }
  }

  private static byte[] digest(ScramHash hash, byte[] text) {
    try {
      return MessageDigest.getInstance(hash.digest()).digest(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the Java platform has no " + hash.digest(), e);
    }
  }
}
