package org.pop3ra.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The certificate of a server that was given none: made at the first start by the JDK's keytool,
 * and kept, so that who has accepted it once need not do so again. Its key is readable by the owner
 * only.
 */
record SelfSigned(Path certificate, Path key) {
  private static final String ALIAS = "pop3";
  private static final String PASSWORD = "POP3_NEW_CERTIFICATE_PASSWORD";
  private static final int LINE = 64;

  SelfSigned {
    requireNonNull(certificate, "certificate is null");
    requireNonNull(key, "key is null");
  }

  /** The one of a data directory. */
  static SelfSigned in(Path data) {
    Path directory = data.resolve("tls");
    return new SelfSigned(directory.resolve("certificate.pem"), directory.resolve("key.pem"));
  }

  /**
   * Makes it unless it is there.
   *
   * @param host what clients call this machine, besides localhost
   * @return whether it was made now
   */
  boolean make(String host) throws IOException, InterruptedException, LaunchException {
    if (Files.exists(certificate) && Files.exists(key)) {
      return false;
    }
    DataDirectory.create(certificate.getParent());
    Path store = certificate.resolveSibling("new-" + UUID.randomUUID() + ".p12");
    String password = UUID.randomUUID().toString();
    try {
      keytool(store, password, host);
      write(store, password.toCharArray());
    } catch (GeneralSecurityException e) {
      throw new IOException("The new certificate cannot be read", e);
    } finally {
      Files.deleteIfExists(store);
    }
    return true;
  }

  private static void keytool(Path store, String password, String host)
      throws IOException, InterruptedException, LaunchException {
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass:env",
                PASSWORD,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "3650",
                "-dname",
                "CN=" + host,
                "-ext",
                "SAN=DNS:localhost,DNS:" + host + ",IP:127.0.0.1,IP:0:0:0:0:0:0:0:1"));
    builder.environment().put(PASSWORD, password);
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), US_ASCII);
    if (process.waitFor() != 0) {
      throw new LaunchException(
          "No certificate could be made (%s). Set POP3_TLS_CERT and POP3_TLS_KEY to one of yours."
              .formatted(said.strip()));
    }
  }

  /** The key first: a certificate is there only with its key. */
  private void write(Path store, char[] password) throws IOException, GeneralSecurityException {
    KeyStore made = KeyStore.getInstance(store.toFile(), password);
    write(key, pem("PRIVATE KEY", made.getKey(ALIAS, password).getEncoded()));
    write(certificate, pem("CERTIFICATE", made.getCertificate(ALIAS).getEncoded()));
  }

  private static void write(Path file, byte[] octets) throws IOException {
    Path written = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(written);
    try (OutputStream out =
        Channels.newOutputStream(
            Files.newByteChannel(
                written,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                ownerOnly(file)))) {
      out.write(octets);
    }
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static byte[] pem(String label, byte[] octets) {
    ByteArrayOutputStream pem = new ByteArrayOutputStream();
    pem.writeBytes(("-----BEGIN " + label + "-----\n").getBytes(US_ASCII));
    pem.writeBytes(Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encode(octets));
    pem.writeBytes(("\n-----END " + label + "-----\n").getBytes(US_ASCII));
    return pem.toByteArray();
  }
}
