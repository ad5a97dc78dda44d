package org.pop3ra.spi;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The answer to a challenge that was made for this connection alone, computed with a secret that
 * both sides can read: CRAM-MD5 (RFC 2195) and APOP (RFC 1939 section 7). The secret is the
 * listener's. Compared by identity, never printed.
 */
public final class ChallengeCredentials implements Credentials {

  /** How the answer is computed. */
  public enum Algorithm {
    /** MD5 over challenge and secret. */
    APOP,
    /** HMAC-MD5 over the challenge, keyed with the secret. */
    CRAM_MD5
  }

  private final String user;
  private final Algorithm algorithm;
  private final String challenge;
  private final byte[] answer;

  /**
   * An answer as it was given.
   *
   * @param challenge what the server sent, angle brackets included, ASCII
   * @param answer the sixteen octets of the answer; the array is taken over
   */
  public ChallengeCredentials(String user, Algorithm algorithm, String challenge, byte[] answer) {
    this.user = requireNonNull(user, "user is null");
    this.algorithm = requireNonNull(algorithm, "algorithm is null");
    this.challenge = requireNonNull(challenge, "challenge is null");
    this.answer = requireNonNull(answer, "answer is null");
  }

  @Override
  public String user() {
    return user;
  }

  public Algorithm algorithm() {
    return algorithm;
  }

  /**
   * Whether who gave the answer knows this secret; takes the same time for a right and a wrong one.
   *
   * @param secret the octets of the secret in UTF-8, prepared by SASLprep; at least one
   */
  public boolean provenBy(byte[] secret) {
    byte[] octets = challenge.getBytes(StandardCharsets.US_ASCII);
    try {
      return MessageDigest.isEqual(expected(octets, secret), answer);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has MD5 and HmacMD5", e);
    }
  }

  private byte[] expected(byte[] octets, byte[] secret) throws GeneralSecurityException {
    return switch (algorithm) {
      case APOP -> {
        MessageDigest md5 = MessageDigest.getInstance("MD5");
        md5.update(octets);
        yield md5.digest(secret);
      }
      case CRAM_MD5 -> {
        Mac mac = Mac.getInstance("HmacMD5");
        mac.init(new SecretKeySpec(secret, "HmacMD5"));
        yield mac.doFinal(octets);
      }
    };
  }

  @Override
  public String toString() {
    return "ChallengeCredentials";
  }
}
