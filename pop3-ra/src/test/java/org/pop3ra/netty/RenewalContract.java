package org.pop3ra.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pop3ra.spi.ScriptedMaildrops;
import org.pop3ra.tls.Certificates;
import org.pop3ra.tls.KeyFiles;
import org.pop3ra.tls.ServerEngines;
import org.pop3ra.tls.TestTls;
import org.pop3ra.tls.TlsProvider;

/** Certificates are exchanged while clients connect, with every provider. */
@Timeout(120)
abstract class RenewalContract {
  private static final int RENEWALS = 30;
  private static final int CLIENTS = 3;
  private static final String[] NAMES = {"a.example", "b.example"};

  @TempDir private Path directory;
  private final TestServer.Builder builder = TestServer.serving(new ScriptedMaildrops());
  private final AtomicBoolean over = new AtomicBoolean();
  private final TlsProvider provider;

  RenewalContract(TlsProvider provider) {
    this.provider = provider;
  }

  /** What a context that went out of use holds outside the heap may go when nobody needs it. */
  @Test
  void noHandshakeFailsHoweverOftenCertificatesAreExchanged() throws Exception {
    put(NAMES[0]);
    Certificates certificates = certificates();
    builder.tls = Optional.of(new ServerEngines(certificates, TestTls.POP3, false));
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try (TestServer server = builder.start()) {
      List<Future<Integer>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        // One of them with tickets from before.
        boolean resumes = i == 0;
        clients.add(threads.submit(() -> greet(server, resumes)));
      }
      for (int renewal = 1; renewal <= RENEWALS; renewal++) {
        renew(certificates, NAMES[renewal % NAMES.length]);
        assertThat(shown(server)).isEqualTo("CN=" + NAMES[renewal % NAMES.length]);
      }
      over.set(true);
      for (Future<Integer> client : clients) {
        assertThat(client.get()).as("sessions").isPositive();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** How often it was greeted; any failure is one of the test. */
  private int greet(TestServer server, boolean resumes) throws IOException {
    SSLContext context = TestTls.client();
    int times = 0;
    while (!over.get()) {
      try (TestClient client = server.tlsClient(resumes ? context : TestTls.client())) {
        assertThat(client.line()).startsWith("+OK");
      }
      times++;
    }
    return times;
  }

  private static String shown(TestServer server) throws IOException {
    try (SSLSocket socket =
        (SSLSocket)
            TestTls.client().getSocketFactory().createSocket("127.0.0.1", server.tlsPort())) {
      socket.startHandshake();
      X509Certificate own = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return own.getSubjectX500Principal().getName();
    }
  }

  private Certificates certificates() throws IOException {
    KeyFiles.Pair files = new KeyFiles.Pair(file(".pem"), file(".key"));
    return Certificates.load(
        new KeyFiles(List.of(files), Optional.empty(), provider), 0, Clock.systemUTC());
  }

  /** They count when they were the same at two looks. */
  private void renew(Certificates certificates, String name) throws IOException {
    put(name);
    certificates.check();
    certificates.check();
    assertThat(certificates.problem()).isEmpty();
  }

  private void put(String name) throws IOException {
    for (String ending : List.of(".pem", ".key")) {
      Files.copy(TestTls.file(name + ending), file(ending), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Path file(String ending) {
    return directory.resolve("mail" + ending);
  }
}
