package org.pop3ra.account.domain;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * A password that can be read again by who has the key: AES-GCM, written as Base64 of nonce,
 * ciphertext and tag. Never printed.
 *
 * @param text the Base64
 */
public record EncryptedSecret(String text) {
  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final int NONCE_OCTETS = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  public EncryptedSecret {
    requireNonNull(text, "text is null");
  }

  /** Encrypts a prepared password under a new random nonce. */
  public static EncryptedSecret of(String password, SecretKey key) {
    byte[] octets = new byte[NONCE_OCTETS];
    RANDOM.nextBytes(octets);
    byte[] plain = password.getBytes(StandardCharsets.UTF_8);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, octets).doFinal(plain);
      byte[] all = Arrays.copyOf(octets, NONCE_OCTETS + sealed.length);
      System.arraycopy(sealed, 0, all, NONCE_OCTETS, sealed.length);
      return new EncryptedSecret(Base64.getEncoder().encodeToString(all));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /** The octets of the password, to be wiped; empty if it was encrypted with another key. */
  public Optional<byte[]> decrypt(SecretKey key) {
    try {
      byte[] all = Base64.getDecoder().decode(text);
      byte[] nonce = Arrays.copyOf(all, NONCE_OCTETS);
      return Optional.of(
          cipher(Cipher.DECRYPT_MODE, key, nonce)
              .doFinal(all, NONCE_OCTETS, all.length - NONCE_OCTETS));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "EncryptedSecret";
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(ALGORITHM);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }
}
