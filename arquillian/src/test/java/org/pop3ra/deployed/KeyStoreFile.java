package org.pop3ra.deployed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A PKCS #12 file as the JDK's keytool makes it, and an administrator with it. */
record KeyStoreFile(Path path) {
  static final String PASSWORD = "changeit";

  KeyStoreFile {
    path = path.toAbsolutePath();
  }

  /** A key, and a certificate that it has signed itself, for a host. */
  void add(String alias, String host) throws IOException, InterruptedException {
    run("-genkeypair", alias, "-keyalg", "EC", "-dname", "CN=" + host, "-ext", "san=dns:" + host);
  }

  void remove(String alias) throws IOException, InterruptedException {
    run("-delete", alias);
  }

  private void run(String command, String alias, String... more)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    words.addAll(List.of(command, "-alias", alias, "-storetype", "PKCS12"));
    words.addAll(List.of("-keystore", path.toString(), "-storepass", PASSWORD));
    words.addAll(List.of(more));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
