package org.pop3ra.transcript;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** The client's side of an exchange whose messages no script can foresee. Used once. */
public interface SaslClient {

  /** The command that begins. */
  String command();

  /** What follows a challenge. */
  String respond(String challenge) throws GeneralSecurityException;

  /** Where the -PLUS mechanisms have {@code tls-server-end-point} from. */
  interface Binding {
    byte[] octets() throws IOException;
  }

  /** Knows SCRAM with any hash function, with and without -PLUS, and CRAM-MD5. */
  static SaslClient of(String mechanism, String user, String secret, Binding binding)
      throws IOException {
    if (mechanism.equals("CRAM-MD5")) {
      return new CramMd5(user, secret);
    }
    String hash = mechanism.substring("SCRAM-".length());
    return hash.endsWith("-PLUS")
        ? new Scram(
            hash.replace("-PLUS", ""), user, secret, "tls-server-end-point", binding.octets())
        : new Scram(hash, user, secret);
  }

  /** SCRAM with SHA-256, bound to a channel by data of any type (RFC 5056). */
  static SaslClient bound(String type, byte[] data, String user, String secret) {
    return new Scram("SHA-256", user, secret, type, data);
  }

  private static byte[] hmac(String algorithm, byte[] key, byte[] text)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(key, algorithm));
    return mac.doFinal(text);
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), UTF_8);
  }

  /** RFC 2195. */
  record CramMd5(String user, String secret) implements SaslClient {
    @Override
    public String command() {
      return "AUTH CRAM-MD5";
    }

    @Override
    public String respond(String challenge) throws GeneralSecurityException {
      byte[] digest =
          hmac("HmacMD5", secret.getBytes(UTF_8), Base64.getDecoder().decode(challenge));
      return encoded(user + " " + HexFormat.of().formatHex(digest));
    }
  }

  /** RFC 5802. */
  final class Scram implements SaslClient {
    private final String command;
    private final String header;
    private final byte[] binding;
    private final String hash;
    private final String mac;
    private final String secret;
    private final String bare;
    private byte[] signature;

    Scram(String hash, String user, String secret) {
      this("AUTH SCRAM-" + hash, "n,,", new byte[0], hash, user, secret);
    }

    /** Bound to the channel. */
    Scram(String hash, String user, String secret, String type, byte[] binding) {
      this("AUTH SCRAM-" + hash + "-PLUS", "p=" + type + ",,", binding, hash, user, secret);
    }

    private Scram(
        String command, String header, byte[] binding, String hash, String user, String secret) {
      this.command = command;
      this.header = header;
      this.binding = binding;
      this.hash = hash;
      this.mac = "Hmac" + hash.replace("-", "");
      this.secret = secret;
      byte[] nonce = new byte[9];
      new SecureRandom().nextBytes(nonce);
      bare = "n=" + user + ",r=" + Base64.getEncoder().encodeToString(nonce);
    }

    @Override
    public String command() {
      return command + " " + encoded(header + bare);
    }

    @Override
    public String respond(String challenge) throws GeneralSecurityException {
      String message = decoded(challenge);
      return signature == null ? prove(message) : acknowledge(message);
    }

    private String prove(String first) throws GeneralSecurityException {
      String[] parts = first.split(",", 3);
      byte[] salted = salted(parts);
      String withoutProof = "c=" + bound() + "," + parts[0];
      byte[] authMessage = (bare + "," + first + "," + withoutProof).getBytes(UTF_8);
      byte[] proof = hmac(mac, salted, "Client Key".getBytes(UTF_8));
      byte[] storedKey = MessageDigest.getInstance(hash).digest(proof);
      byte[] key = hmac(mac, storedKey, authMessage);
      for (int i = 0; i < proof.length; i++) {
        proof[i] ^= key[i];
      }
      signature = hmac(mac, hmac(mac, salted, "Server Key".getBytes(UTF_8)), authMessage);
      return encoded(withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof));
    }

    private String bound() {
      ByteArrayOutputStream input = new ByteArrayOutputStream();
      input.writeBytes(header.getBytes(UTF_8));
      input.writeBytes(binding);
      return Base64.getEncoder().encodeToString(input.toByteArray());
    }

    private byte[] salted(String[] parts) throws GeneralSecurityException {
      byte[] salt = Base64.getDecoder().decode(parts[1].substring(2));
      int iterations = Integer.parseInt(parts[2].substring(2));
      int bits = MessageDigest.getInstance(hash).getDigestLength() * Byte.SIZE;
      return SecretKeyFactory.getInstance("PBKDF2With" + mac)
          .generateSecret(new PBEKeySpec(secret.toCharArray(), salt, iterations, bits))
          .getEncoded();
    }

    private String acknowledge(String last) {
      if (!last.equals("v=" + Base64.getEncoder().encodeToString(signature))) {
        throw new AssertionError("the server does not know the password: " + last);
      }
      return "";
    }
  }
}
