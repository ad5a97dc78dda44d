package org.pop3ra.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3ra.spi.CanonicalMessage;
import org.pop3ra.spi.ScriptedMaildrops;
import org.pop3ra.tls.Engines;
import org.pop3ra.tls.ServerEngines;
import org.pop3ra.tls.Terms;
import org.pop3ra.tls.TestTls;
import org.pop3ra.tls.TlsProvider;
import org.pop3ra.tls.TlsSide;

/** TLS from the first octet on (RFC 8314 section 3), with every provider. */
@Timeout(60)
abstract class ImplicitTlsContract {
  private static final int RECORD_HEADER = 5;
  private static final int PIECE = 100;
  private static final int MOMENT_MILLIS = 100;

  private final ScriptedMaildrops maildrops = new ScriptedMaildrops();
  private final TestServer.Builder builder = TestServer.serving(maildrops);
  private final SSLContext context = TestTls.client();
  private final TlsProvider provider;

  ImplicitTlsContract(TlsProvider provider) {
    this.provider = provider;
    builder.tls = Optional.of(TestTls.engines(provider, "localhost"));
    maildrops.add("mrose", "secret", List.of(CanonicalMessage.ofLength(300_000)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void servesAWholeSession(String protocol) throws IOException {
    try (TestServer server = builder.start();
        TestClient client = new TestClient(connected(server, protocol))) {
      client.send("USER mrose\r\nPASS secret\r\nRETR 1\r\nDELE 1\r\nQUIT\r\n");
      // A truncated session would throw: the end was told by close_notify (RFC 8314 section 3.4).
      String said = client.restAsText();

      assertThat(said).startsWith("+OK POP3 ready\r\n+OK now send").endsWith("+OK bye\r\n");
      assertThat(said).hasSizeGreaterThan(300_000);
    }
    assertThat(maildrops.messages("mrose")).isEmpty();
  }

  /** RFC 9325 section 4.1: no forward secrecy, and no authenticated encryption. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "TLS_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
        "TLS_DHE_RSA_WITH_AES_128_CBC_SHA256"
      })
  void refusesOldCipherSuites(String suite) throws Exception {
    builder.tls = Optional.of(TestTls.engines(provider, "localhost-rsa"));
    try (TestServer server = builder.start()) {
      assertThat(context.getDefaultSSLParameters().getCipherSuites()).contains(suite);
      assertThatThrownBy(() -> handshake(server, socket -> only(socket, suite)))
          .isInstanceOf(SSLException.class);
    }
  }

  /** A context of an administrator's whose engines do not do as they are told. */
  @Test
  void closesWhatCameToSomethingElse() throws Exception {
    String suite = "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256";
    Engines good = TestTls.pem("localhost-rsa").load().engines();
    Engines disobedient =
        terms -> {
          SSLEngine engine = good.engine(terms);
          engine.setEnabledCipherSuites(new String[] {suite});
          return engine;
        };
    builder.tls =
        Optional.of(
            new ServerEngines(() -> disobedient, new Terms(Optional.empty(), false), false));
    try (TestServer server = builder.start();
        TestClient client = new TestClient(handshake(server, socket -> only(socket, suite)))) {
      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void namesItsProtocol() throws IOException {
    try (TestServer server = builder.start();
        SSLSocket socket = handshake(server, named -> alpn(named, "imap", "pop3"))) {
      assertThat(socket.getApplicationProtocol()).isEqualTo("pop3");
    }
  }

  @Test
  void doesNotMindAClientThatNamesNoProtocol() throws IOException {
    try (TestServer server = builder.start();
        SSLSocket socket = handshake(server, plain -> {})) {
      assertThat(socket.getApplicationProtocol()).isEmpty();
    }
  }

  /** RFC 7301 section 3.2; a browser that was led here by somebody else (ALPACA). */
  @Test
  void refusesAClientThatWantsSomethingElse() throws IOException {
    try (TestServer server = builder.start()) {
      assertThatThrownBy(() -> handshake(server, named -> alpn(named, "h2", "http/1.1")))
          .isInstanceOf(SSLException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"USER mrose\r\n", "U", "\u0015", "\u0015\u0003\u0003\u0000\u0002\u0001\u0000"})
  void closesOnOctetsInTheClearWithoutAWord(String octets) throws IOException {
    try (TestServer server = builder.start();
        TestClient client = new TestClient(server.tlsPort())) {
      client.send(octets);

      assertThat(client.rest()).isEmpty();
    }
  }

  /** RFC 8446 section 5.1: a ClientHello may be cut into records, and come octet by octet. */
  @ParameterizedTest
  @ValueSource(strings = {"imap", "pop3"})
  void findsTheProtocolInAHelloThatComesInPieces(String named) throws Exception {
    SSLEngine engine = TestTls.client().createSSLEngine();
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {named});
    engine.setSSLParameters(parameters);
    TlsSide side = TlsSide.client(engine);
    side.begin();
    byte[] hello = side.toSend();
    try (TestServer server = builder.start();
        TestClient client = new TestClient(server.tlsPort())) {
      for (int from = RECORD_HEADER; from < hello.length; from += PIECE) {
        int length = Math.min(PIECE, hello.length - from);
        client.send(new byte[] {22, 3, 1, 0, (byte) length});
        client.send(Arrays.copyOfRange(hello, from, from + length));
      }

      if (named.equals("pop3")) {
        shakeHands(side, client);
        assertThat(engine.getApplicationProtocol()).isEqualTo("pop3");
      } else {
        // An alert, or a reset that overtakes it.
        assertThatThrownBy(() -> shakeHands(side, client)).isInstanceOf(IOException.class);
      }
    }
  }

  private static void shakeHands(TlsSide side, TestClient client) throws IOException {
    byte[] octets = new byte[PIECE];
    while (side.handshaking()) {
      int count = client.socket().getInputStream().read(octets);
      if (count < 0) {
        throw new SSLException("closed");
      }
      side.received(Arrays.copyOf(octets, count));
      client.send(side.toSend());
    }
  }

  /** RFC 9325 section 3.5. */
  @Test
  void closesOnASecondHandshake() throws IOException {
    try (TestServer server = builder.start();
        SSLSocket socket = connected(server, "TLSv1.2");
        TestClient client = new TestClient(socket)) {
      assertThat(client.line()).startsWith("+OK");
      assertThatThrownBy(
              () -> {
                socket.startHandshake();
                client.send("NOOP\r\n");
                assertThat(client.line()).isNotEmpty();
              })
          .isInstanceOfAny(IOException.class, AssertionError.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void resumesSessions(String protocol) throws Exception {
    try (TestServer server = builder.start()) {
      SSLSession first = session(server, protocol);
      long created = first.getCreationTime();
      while (System.currentTimeMillis() <= created) {
        Thread.onSpinWait();
      }

      assertThat(session(server, protocol).getCreationTime()).isEqualTo(created);
    }
  }

  @Test
  void closesAConnectionBeyondTheLimitWithoutAHandshake() throws IOException {
    builder.maxConnections = 1;
    try (TestServer server = builder.start();
        TestClient first = server.client()) {
      // Each port accepts by itself: only who was greeted is certain to be in.
      assertThat(first.line()).startsWith("+OK");
      try (TestClient second = new TestClient(server.tlsPort())) {
        assertThat(second.rest()).isEmpty();
      }
    }
  }

  /** It would be answered by a reset, which may overtake the last words. */
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void readsWhatComesAfterQuit(String protocol) throws Exception {
    try (TestServer server = builder.start();
        Socket below = new Socket(InetAddress.getLoopbackAddress(), server.tlsPort());
        SSLSocket socket =
            (SSLSocket)
                context
                    .getSocketFactory()
                    .createSocket(below, "localhost", server.tlsPort(), false)) {
      socket.setEnabledProtocols(new String[] {protocol});
      TestClient client = new TestClient(socket);
      assertThat(client.line()).startsWith("+OK");
      for (String late : List.of("QUIT", "NOOP", "NOOP")) {
        client.send(late + "\r\n");
        Thread.sleep(MOMENT_MILLIS);
      }

      assertThat(server.listener().connections()).as("it waits for the client").isEqualTo(1);
      assertThat(client.restAsText()).isEqualTo("+OK bye\r\n");
    }
  }

  private SSLSession session(TestServer server, String protocol) throws IOException {
    try (SSLSocket socket = connected(server, protocol);
        TestClient client = new TestClient(socket)) {
      // Tickets of TLS 1.3 come with the first octets.
      client.send("QUIT\r\n");
      assertThat(client.restAsText()).contains("+OK bye");
      return socket.getSession();
    }
  }

  private SSLSocket connected(TestServer server, String protocol) throws IOException {
    return handshake(server, socket -> socket.setEnabledProtocols(new String[] {protocol}));
  }

  private interface Setting {
    void set(SSLSocket socket);
  }

  private SSLSocket handshake(TestServer server, Setting setting) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.tlsPort());
    setting.set(socket);
    socket.startHandshake();
    // A refusal of TLS 1.3 comes when the client believes that it is done.
    socket.getSession();
    return socket;
  }

  private static void only(SSLSocket socket, String suite) {
    socket.setEnabledProtocols(new String[] {"TLSv1.2"});
    socket.setEnabledCipherSuites(new String[] {suite});
  }

  private static void alpn(SSLSocket socket, String... protocols) {
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(protocols);
    socket.setSSLParameters(parameters);
  }
}
