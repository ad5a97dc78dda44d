package org.pop3ra.account.vouching;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.unboundid.ldap.listener.SelfSignedCertificateGenerator;
import com.unboundid.util.ObjectPair;
import com.unboundid.util.ssl.cert.CertException;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A certificate of this machine, signed by itself, as PEM files.
 *
 * @param store PKCS #12, with the password
 */
record TestCertificate(Path chain, Path key, File store, char[] password) {
  static final String CHAIN = "certificate.pem";

  static TestCertificate in(Path directory) throws IOException {
    try {
      ObjectPair<File, char[]> made =
          SelfSignedCertificateGenerator.generateTemporarySelfSignedCertificate("test", "PKCS12");
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (FileInputStream in = new FileInputStream(made.getFirst())) {
        store.load(in, made.getSecond());
      }
      String alias = store.aliases().nextElement();
      return new TestCertificate(
          pem(directory.resolve(CHAIN), "CERTIFICATE", store.getCertificate(alias).getEncoded()),
          pem(
              directory.resolve("key.pem"),
              "PRIVATE KEY",
              store.getKey(alias, made.getSecond()).getEncoded()),
          made.getFirst(),
          made.getSecond());
    } catch (GeneralSecurityException | CertException e) {
      throw new IOException("no certificate", e);
    }
  }

  private static Path pem(Path file, String what, byte[] octets) throws IOException {
    return Files.writeString(
        file,
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(
                what,
                Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(octets),
                what));
  }
}
