package org.pop3ra.account.vouching;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pop3ra.tls.TestTls;

class ProviderClientTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @RegisterExtension private final ProviderStub provider = new ProviderStub();

  @BeforeEach
  void tellIt() {
    provider.answer("/ask", 200, "yes");
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("HttpClient-"))
        .collect(Collectors.toSet());
  }

  private static HttpRequest to(URI url) {
    return HttpRequest.newBuilder(url).build();
  }

  private void ask() throws IOException {
    try (ProviderClient client = new ProviderClient(Duration.ofSeconds(2))) {
      assertThat(client.send(to(provider.url("/ask")), 3).body()).isEqualTo("yes".getBytes(UTF_8));
    }
  }

  @Test
  void itsThreadEndsWithIt() throws Exception {
    Set<Thread> before = threads();

    ask();

    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              System.gc();
              return before.containsAll(threads());
            });
  }

  @Test
  void itsThreadKeepsNoClassLoaderOfTheApplication() throws Exception {
    Set<Thread> before = threads();
    Thread caller = Thread.currentThread();
    ClassLoader own = caller.getContextClassLoader();
    try (URLClassLoader application = new URLClassLoader(new URL[0]);
        ProviderClient client = made(caller, application)) {
      client.send(to(provider.url("/ask")), 3);
      assertThat(caller.getContextClassLoader()).isSameAs(application);
      assertThat(threads())
          .filteredOn(thread -> !before.contains(thread))
          .extracting(Thread::getContextClassLoader)
          .hasSize(1)
          .doesNotContain(application, own);
    } finally {
      caller.setContextClassLoader(own);
    }
  }

  private static ProviderClient made(Thread caller, ClassLoader application) {
    caller.setContextClassLoader(application);
    return new ProviderClient(Duration.ofSeconds(2));
  }

  @Test
  void whatIsTooLongIsNotRead() throws Exception {
    try (ProviderClient client = new ProviderClient(Duration.ofSeconds(2))) {
      assertThatThrownBy(() -> client.send(to(provider.url("/ask")), 2))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("too long");
    }
  }

  /** Also the one that would be read for ever, octet by octet. */
  @Test
  void anAnswerThatDoesNotEndIsNotWaitedFor() throws Exception {
    for (String beginning : List.of("", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nyes")) {
      try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
          ProviderClient client = new ProviderClient(Duration.ofMillis(100))) {
        Thread server = new Thread(() -> begin(listening, beginning));
        server.start();
        URI url = URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/");

        assertThatThrownBy(() -> client.send(to(url), 9))
            .isInstanceOf(IOException.class)
            .hasMessage("no answer in time");
        server.join();
      }
    }
  }

  @Test
  void overTlsItAsksToo() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = TestTls.class.getResourceAsStream("/tls/localhost.p12")) {
      store.load(in, PASSWORD);
    }
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(store)));
    server.createContext("/", ProviderClientTest::answer);
    server.start();
    HttpClient.Builder trusting = HttpClient.newBuilder().sslContext(context(store));
    try (ProviderClient client = new ProviderClient(Duration.ofSeconds(5), trusting)) {
      URI url = URI.create("https://localhost:" + server.getAddress().getPort() + "/");
      for (int i = 0; i < 3; i++) {
        assertThat(client.send(to(url), 20_000).body()).hasSize(20_000);
      }
    } finally {
      server.stop(0);
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 20_000);
    exchange.getResponseBody().write(new byte[20_000]);
    exchange.close();
  }

  /** With this one certificate, which is also the only one that is trusted. */
  private static SSLContext context(KeyStore store) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("one", store.getCertificate(store.aliases().nextElement()));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static void begin(ServerSocket listening, String answer) {
    try (Socket socket = listening.accept()) {
      socket.getOutputStream().write(answer.getBytes(UTF_8));
      // Until the client closes.
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // Or resets.
    }
  }

  @Test
  void whoIsNotThereIsAFailure() throws Exception {
    URI nobody = provider.url("/ask");
    provider.stop();
    try (ProviderClient client = new ProviderClient(Duration.ofSeconds(2))) {
      assertThatThrownBy(() -> client.send(to(nobody), 3)).isInstanceOf(IOException.class);
    }
  }
}
