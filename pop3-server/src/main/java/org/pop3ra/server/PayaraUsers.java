package org.pop3ra.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** The files of a domain's two realms of users. */
final class PayaraUsers {

  private static final int SALT_OCTETS = 8;
  private static final int ROUNDS = 100;

  private PayaraUsers() {}

  /** The administrator alone, for the console and for the REST resources. */
  static void write(Path config, Administrator administrator) throws IOException {
    String user = Administrator.NAME + ";" + hash(administrator.password()) + ";";
    PrivateFile.write(config.resolve("admin-keyfile"), user + "asadmin\n");
    PrivateFile.write(config.resolve("keyfile"), user + Administrator.ROLE + "\n");
  }

  /** Payara's {@code SSHA256}; it reads no better one. */
  private static String hash(String password) {
    byte[] salt = new byte[SALT_OCTETS];
    new SecureRandom().nextBytes(salt);
    byte[] hash = digest(concatenation(password.getBytes(UTF_8), salt));
    for (int round = 1; round < ROUNDS; round++) {
      hash = digest(hash);
    }
    return "{SSHA256}" + Base64.getEncoder().encodeToString(concatenation(hash, salt));
  }

  private static byte[] concatenation(byte[] first, byte[] second) {
    byte[] both = new byte[first.length + second.length];
    System.arraycopy(first, 0, both, 0, first.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] digest(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(octets);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
