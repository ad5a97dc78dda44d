package org.pop3ra.deployed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3ra.tls.TestTls;

/** TLS as clients meet it. */
class TlsIT extends DeployedServer {
  private static final Path FILES = Path.of(System.getProperty("it.tls"));
  private static final Path ORIGINALS = Path.of("..", "pop3-ra", "src", "test", "resources", "tls");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String account = SERVER.administration().account();

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aSessionOverTlsFromTheFirstOctet(String protocol) throws Exception {
    deliver("Subject: protected\r\n\r\n");

    try (Pop3Client client = SERVER.connectTls(TestTls.client(), protocol)) {
      client.ok();
      client.login(account, "secret");
      assertThat(new String(client.retrieve(1), US_ASCII)).contains("Subject: protected");
      client.ok("DELE 1");
      client.ok("QUIT");
      assertThat(client.closed()).as("closed by close_notify, not cut").isTrue();
    }
  }

  @Test
  void certificatesAreExchangedUnderLoadWithoutAFailedHandshake() throws Exception {
    try (Load load = new Load()) {
      replace("b.example");
      await().atMost(PATIENCE).until(() -> shown().equals("CN=b.example"));
      Files.writeString(FILES.resolve("localhost.pem"), "no certificate");
      await().atMost(PATIENCE).until(() -> log().contains("The certificates stay as they were"));
      assertThat(shown()).isEqualTo("CN=b.example");
      replace(third());
      await().atMost(PATIENCE).until(() -> shown().equals("CN=localhost"));

      assertThat(load.made()).isPositive();
      assertThat(load.failures()).isEmpty();
    } finally {
      restore();
    }
  }

  private void deliver(String message) throws IOException {
    try (LmtpClient lmtp = SERVER.lmtp()) {
      lmtp.deliver(message, account);
    }
  }

  private static String shown() throws IOException {
    return certificate().getSubjectX500Principal().getName();
  }

  /** That of a new connection. */
  private static X509Certificate certificate() throws IOException {
    try (Pop3Client client = SERVER.connectTls(TestTls.client())) {
      SSLSocket socket = (SSLSocket) client.socket();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  private static String log() throws IOException {
    return Files.readString(
        Product.underTest().log(Path.of(System.getProperty("it.base"))), ISO_8859_1);
  }

  /** Where BoringSSL computes, keys must be RSA or EC. */
  private static String third() {
    return "openssl".equals(System.getenv("POP3_TLS_PROVIDER"))
        ? "localhost-rsa"
        : "localhost-ed25519";
  }

  /** Key and chain are not written at once. */
  private static void replace(String name) throws IOException {
    copy(name + ".key", "localhost.key");
    copy(name + ".pem", "localhost.pem");
  }

  /** Until it is in force: its subject alone is that of another one, too. */
  private static void restore() throws IOException, CertificateException {
    for (String name : List.of("localhost.key", "localhost.pem")) {
      Files.copy(ORIGINALS.resolve(name), FILES.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    X509Certificate original = read(ORIGINALS.resolve("localhost.pem"));
    await().atMost(PATIENCE).until(() -> certificate().equals(original));
  }

  private static X509Certificate read(Path file) throws IOException, CertificateException {
    try (InputStream in = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  private static void copy(String from, String to) throws IOException {
    Files.copy(FILES.resolve(from), FILES.resolve(to), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Clients that connect, greet and leave, one after the other. */
  private static final class Load implements AutoCloseable {
    private static final int CLIENTS = 4;

    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger made = new AtomicInteger();
    private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();

    Load() {
      for (int i = 0; i < CLIENTS; i++) {
        threads.execute(this::run);
      }
    }

    int made() {
      return made.get();
    }

    Queue<Exception> failures() {
      return failures;
    }

    private void run() {
      while (!over.get()) {
        try (Pop3Client client = SERVER.connectTls(TestTls.client())) {
          client.ok();
          client.ok("QUIT");
          made.incrementAndGet();
        } catch (IOException | RuntimeException e) {
          failures.add(e);
        }
      }
    }

    @Override
    public void close() {
      over.set(true);
      threads.shutdown();
      await().atMost(PATIENCE).until(threads::isTerminated);
    }
  }
}
