package org.pop3ra.spi;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** The end of a SCRAM exchange, as a client makes it that knows a password. */
public final class ScramProof {
  private ScramProof() {}

  /** Begins with the verifier that a listener gives. */
  public static ScramCredentials of(
      MaildropListener listener, String user, String password, ScramHash hash, String authzid)
      throws GeneralSecurityException, MaildropException {
    byte[] authMessage = ("exchange of " + user).getBytes(US_ASCII);
    byte[] proof = proof(listener.verifier(user, hash), password, authMessage);
    return new ScramCredentials(user, authzid, hash, authMessage, proof);
  }

  private static byte[] proof(ScramVerifier begun, String password, byte[] authMessage)
      throws GeneralSecurityException {
    ScramHash hash = begun.hash();
    PBEKeySpec spec =
        new PBEKeySpec(
            password.toCharArray(), begun.salt(), begun.iterations(), hash.octets() * Byte.SIZE);
    byte[] salted =
        SecretKeyFactory.getInstance("PBKDF2With" + hash.mac()).generateSecret(spec).getEncoded();
    byte[] proof = hmac(hash, salted, "Client Key".getBytes(US_ASCII));
    byte[] storedKey = MessageDigest.getInstance(hash.digest()).digest(proof);
    byte[] signature = hmac(hash, storedKey, authMessage);
    for (int i = 0; i < proof.length; i++) {
      proof[i] ^= signature[i];
    }
    return proof;
  }

  private static byte[] hmac(ScramHash hash, byte[] key, byte[] text)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance(hash.mac());
    mac.init(new SecretKeySpec(key, hash.mac()));
    return mac.doFinal(text);
  }
}
