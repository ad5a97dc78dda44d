package org.pop3ra.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** The user {@code admin} of the server's console and of the REST resources. */
public record Administrator(String password) {

  static final String NAME = "admin";
  static final String ROLE = "pop3-admin";
  private static final int RANDOM_OCTETS = 12;

  public Administrator {
    requireNonNull(password, "password is null");
  }

  /** With a password that nobody knows yet. */
  static Administrator random() {
    byte[] octets = new byte[RANDOM_OCTETS];
    new SecureRandom().nextBytes(octets);
    return new Administrator(Base64.getUrlEncoder().withoutPadding().encodeToString(octets));
  }

  /** Writes the files that the server's two realms read; other users in them are gone. */
  void enrol(Path configuration) throws IOException {
    write(configuration.resolve("application-users.properties"), "ApplicationRealm");
    write(configuration.resolve("mgmt-users.properties"), "ManagementRealm");
    Files.writeString(
        configuration.resolve("application-roles.properties"), NAME + "=" + ROLE + "\n");
  }

  /** For an Authorization header. */
  String basic() {
    return "Basic " + Base64.getEncoder().encodeToString((NAME + ":" + password).getBytes(UTF_8));
  }

  private void write(Path users, String realm) throws IOException {
    String content = "#$REALM_NAME=%s$\n%s=%s\n".formatted(realm, NAME, digest(realm));
    PrivateFile.write(users, content);
  }

  /** The form that the realm wants, HA1 of RFC 2617 section 3.2.2.2; the server knows no better. */
  private String digest(String realm) {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      return HexFormat.of()
          .formatHex(md5.digest((NAME + ":" + realm + ":" + password).getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "Administrator[" + NAME + "]";
  }
}
