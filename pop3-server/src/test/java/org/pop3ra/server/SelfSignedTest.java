package org.pop3ra.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfSignedTest {

  @Test
  void isMadeOnceAndItsKeyIsTheOwnersOnly(@TempDir Path data) throws Exception {
    SelfSigned made = SelfSigned.in(data);

    assertThat(made.make("mail.example.org")).isTrue();
    byte[] first = Files.readAllBytes(made.certificate());

    assertThat(made.make("mail.example.org")).isFalse();
    assertThat(Files.readAllBytes(made.certificate())).isEqualTo(first);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.key())))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(made.key().getParent())) {
      assertThat(files).containsExactlyInAnyOrder(made.key(), made.certificate());
    }
  }

  @Test
  void standsForTheHostAndForThisMachine(@TempDir Path data) throws Exception {
    SelfSigned made = SelfSigned.in(data);
    made.make("mail.example.org");

    try (InputStream in = Files.newInputStream(made.certificate())) {
      X509Certificate certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      assertThat(certificate.getSubjectAlternativeNames().toString())
          .contains("localhost", "mail.example.org", "127.0.0.1");
    }
  }
}
