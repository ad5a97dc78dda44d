package org.pop3ra.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pop3ra.spi.CanonicalMessage;
import org.pop3ra.spi.ScriptedMaildrops;
import org.pop3ra.tls.ContextEngines;
import org.pop3ra.tls.Engines;
import org.pop3ra.tls.KeyFiles;
import org.pop3ra.tls.ServerEngines;
import org.pop3ra.tls.Terms;
import org.pop3ra.tls.TestTls;

/** Contexts of an administrator's, which ask somebody whom to trust, and wait for the answer. */
@Timeout(60)
class SlowTrustTest {
  private static final KeyFiles.Pair CLIENT =
      new KeyFiles.Pair(TestTls.file("client.pem"), TestTls.file("client.key"));

  private final CountDownLatch answer = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final ScriptedMaildrops maildrops = new ScriptedMaildrops();
  private final TestServer.Builder builder = TestServer.serving(maildrops);

  SlowTrustTest() throws Exception {
    maildrops.add("mrose", "secret", List.of(CanonicalMessage.ofLength(120)));
    Engines engines = new ContextEngines(context());
    Terms terms = new Terms(Optional.of("pop3"), true);
    builder.tls = Optional.of(new ServerEngines(() -> engines, terms, true));
  }

  /** There are two event loops: each would be held up by two of the four. */
  @Test
  void holdsUpNobodyElse() throws IOException {
    builder.permits = 8;
    List<TestClient> waiting = new ArrayList<>();
    try (TestServer server = builder.start()) {
      try {
        for (int i = 0; i < 4; i++) {
          waiting.add(server.tlsClient(TestTls.client(CLIENT)));
        }
        await().untilAsserted(() -> assertThat(asked).hasValue(4));
        for (int i = 0; i < 4; i++) {
          try (TestClient other = server.login("mrose", "secret")) {
            assertThat(other.send("STAT\r\nQUIT\r\n").line()).isEqualTo("+OK 1 120");
          }
        }
        answer.countDown();

        for (TestClient client : waiting) {
          assertThat(client.line()).isEqualTo("+OK POP3 ready");
          assertThat(client.send("CAPA\r\nQUIT\r\n").restAsText()).contains("\r\nUIDL\r\n");
        }
      } finally {
        answer.countDown();
        close(waiting);
      }
    }
  }

  /** An engine of the JDK is locked while it computes: whoever asks it for a farewell waits. */
  @Test
  void letsALostConnectionGoAtOnce() throws IOException {
    try (TestServer server = builder.start()) {
      TestClient lost = server.tlsClient(TestTls.client(CLIENT));
      // A reset takes with it what the server has not read yet.
      await().untilAsserted(() -> assertThat(asked).hasValue(1));
      lost.reset();

      await().untilAsserted(() -> assertThat(server.listener().connections()).isZero());
      for (int i = 0; i < 2; i++) {
        try (TestClient other = server.login("mrose", "secret")) {
          assertThat(other.send("STAT\r\nQUIT\r\n").line()).isEqualTo("+OK 1 120");
        }
      }
      answer.countDown();
    } finally {
      answer.countDown();
    }
  }

  /** One worker is for logins, and has its hands full. */
  @Test
  void costsTheConnectionIfThereIsNoWorkerInTime() throws IOException {
    builder.permits = 2;
    builder.workerWait = Duration.ofMillis(300);
    try (TestServer server = builder.start();
        TestClient first = server.tlsClient(TestTls.client(CLIENT))) {
      await().untilAsserted(() -> assertThat(asked).hasValue(1));
      long begun = System.nanoTime();

      assertThatThrownBy(() -> server.tlsClient(TestTls.client(CLIENT)))
          .isInstanceOf(IOException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
      answer.countDown();
      assertThat(first.line()).isEqualTo("+OK POP3 ready");
    } finally {
      answer.countDown();
    }
  }

  private static void close(List<TestClient> clients) {
    for (TestClient client : clients) {
      try {
        client.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private SSLContext context() throws GeneralSecurityException, IOException {
    char[] password = "changeit".toCharArray();
    KeyStore store = KeyStore.getInstance(TestTls.file("localhost.p12").toFile(), password);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), new TrustManager[] {new Slow()}, null);
    return context;
  }

  private final class Slow extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
      asked.incrementAndGet();
      try {
        answer.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
      throw new AssertionError("there are only engines");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
      throw new AssertionError("there are only engines");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
      throw new AssertionError("there are no servers");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
      throw new AssertionError("there are no servers");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      throw new AssertionError("there are no servers");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
