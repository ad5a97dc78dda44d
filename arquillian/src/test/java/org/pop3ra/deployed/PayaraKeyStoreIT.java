package org.pop3ra.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pop3ra.tls.TestTls;

/** The domain's own key store in place of files, and of its entries the one that is wanted. */
@OnlyOn(value = Product.PAYARA, why = "WildFly has SSL contexts of its own")
class PayaraKeyStoreIT {
  private static final String NAME = "key-store";
  private static final Path STORE =
      Path.of("target", "nodes", NAME, "config", "keystore.p12").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final char[] PASSWORD = "changeit".toCharArray();

  /** Two that Payara ships; the other one comes first. */
  private static final String ALIAS = "s1as";

  private static final String KEY = "AAECAwQFBgcICQoLDA0ODw==";
  private static final String OTHER = "glassfish-instance";

  private static Node node;
  private static Server server;

  @BeforeAll
  static void start() throws Exception {
    node =
        Node.start(
            NAME,
            Database.fresh(),
            Map.of(
                "POP3_TLS_KEYSTORE",
                STORE.toString(),
                "POP3_TLS_KEY_ALIAS",
                ALIAS,
                "POP3_TLS_KEYSTORE_PASSWORD",
                new String(PASSWORD),
                "POP3_TLS_CERT",
                "",
                "POP3_TLS_KEY",
                ""));
    server = node.ready();
  }

  @AfterAll
  static void stop() throws Exception {
    if (node != null) {
      node.kill();
    }
  }

  @Test
  void theEntryThatIsNamedIsShownAndItsSuccessorWithoutARestart() throws Exception {
    String account = server.administration().account();
    KeyStore keys = load();

    assertThat(shown()).isEqualTo(keys.getCertificate(ALIAS));
    try (Pop3Client client = server.connectTls(TestTls.client())) {
      client.ok();
      client.login(account, "secret");
      client.ok("QUIT");
    }

    Certificate next = keys.getCertificate(OTHER);
    keys.setKeyEntry(ALIAS, keys.getKey(OTHER, PASSWORD), PASSWORD, new Certificate[] {next});
    store(keys);
    await().atMost(PATIENCE).until(() -> shown().equals(next));
  }

  /** From aliases, whose passwords the domain keeps encrypted. */
  @Test
  void secretsMayBeAliases() throws Exception {
    try (PayaraManagement management = new PayaraManagement(server.managementPort())) {
      management.alias("pop3-store", new String(PASSWORD));
      management.alias("pop3-key", KEY);
      management.setAdapterProperty("tlsKeyStorePassword", "${ALIAS=pop3-store}");
      management.setAdapterProperty("secretKey", "${ALIAS=pop3-key}");
      management.suspend(0);
      management.resume();
    }
    await().atMost(PATIENCE).ignoreExceptions().until(() -> shown() != null);

    server.administration().putRecoverable("mrose", "tanstaaf", "mrose@example.org");
    try (Pop3Client client = server.connectTls(TestTls.client())) {
      client.ok();
      client.loginByCramMd5("mrose", "tanstaaf");
      client.ok("QUIT");
    }
    assertThat(STORE.resolveSibling("domain.xml")).content().doesNotContain(KEY);
    assertThat(node.log()).doesNotContain(KEY);
  }

  private static Certificate shown() throws IOException {
    try (Pop3Client client = server.connectTls(TestTls.client())) {
      return ((SSLSocket) client.socket()).getSession().getPeerCertificates()[0];
    }
  }

  private static KeyStore load() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(STORE)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  private static void store(KeyStore keys) throws IOException, GeneralSecurityException {
    Path made = STORE.resolveSibling("keystore.new");
    try (OutputStream out = Files.newOutputStream(made)) {
      keys.store(out, PASSWORD);
    }
    Files.move(made, STORE, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
