package org.pop3ra.netty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3ra.spi.CanonicalMessage;
import org.pop3ra.spi.ScriptedMaildrops;
import org.pop3ra.tls.TestTls;
import org.pop3ra.tls.TlsProvider;
import org.pop3ra.tls.TlsSide;

/** STLS over sockets: what it brings, and what cannot be smuggled past it, with every provider. */
@Timeout(60)
abstract class StartTlsContract {
  private static final byte ALERT = 21;
  private static final String LOGIN = "USER mrose\r\nPASS secret\r\nDELE 1\r\nQUIT\r\n";

  private final ScriptedMaildrops maildrops = new ScriptedMaildrops();
  private final TestServer.Builder builder = TestServer.serving(maildrops);

  StartTlsContract(TlsProvider provider) {
    builder.tls = Optional.of(TestTls.engines(provider, "localhost"));
    maildrops.add("mrose", "secret", List.of(CanonicalMessage.ofLength(300_000)));
  }

  @Test
  void protectsTheSession() throws IOException {
    try (TestServer server = builder.start();
        TestClient plain = begun(server)) {
      try (TestClient client = secured(plain)) {
        client.send("USER mrose\r\nPASS secret\r\nRETR 1\r\nQUIT\r\n");
        String said = client.restAsText();

        assertThat(said).startsWith("+OK now send the password\r\n+OK maildrop is open\r\n+OK ");
        assertThat(said).hasSizeGreaterThan(300_000).endsWith("\r\n.\r\n+OK bye\r\n");
      }
    }
  }

  /** Same segment; the client goes on as if nothing were behind it. */
  @Test
  void closesOnACommandInTheSameSegment() throws IOException {
    try (TestServer server = builder.start();
        TestClient client = greeted(server)) {
      client.send("STLS\r\n" + LOGIN);

      assertUnheard(client);
    }
  }

  @Test
  void closesOnACommandInFrontOfTheHandshake() throws IOException {
    TlsSide engine = TlsSide.client(TestTls.client().createSSLEngine());
    engine.begin();
    byte[] hello = engine.toSend();
    try (TestServer server = builder.start();
        TestClient client = greeted(server)) {
      byte[] start = "STLS\r\nCAPA\r\n".getBytes(US_ASCII);
      byte[] both = Arrays.copyOf(start, start.length + hello.length);
      System.arraycopy(hello, 0, both, start.length, hello.length);
      client.send(both);

      assertUnheard(client);
    }
  }

  @Test
  void closesOnACommandThatComesOctetByOctet() throws IOException {
    try (TestServer server = builder.start();
        TestClient client = greeted(server)) {
      try {
        for (char octet : ("STLS\r\n" + LOGIN).toCharArray()) {
          client.send(String.valueOf(octet));
        }
        assertUnheard(client);
      } catch (IOException e) {
        // Closed while we still sent: as it should be.
        assertThat(maildrops.messages("mrose")).hasSize(1);
      }
    }
  }

  /** A later segment, also one that is not even a whole line. */
  @ParameterizedTest
  @ValueSource(
      strings = {"CAPA\r\n", "C", "USER mrose\r\nPASS secret\r\n", "\r\n", "\u0017\u0003\u0003"})
  void closesOnOctetsThatComeLater(String octets) throws IOException {
    try (TestServer server = builder.start();
        TestClient client = begun(server)) {
      client.send(octets);

      assertThat(client.rest()).as("no octet in the clear after the reply to STLS").isEmpty();
    }
  }

  /** They wait behind a refusal that is held back, which is a command that is running. */
  @Test
  void closesOnCommandsThatCameDuringARunningOne() throws IOException {
    try (TestServer server = builder.start();
        TestClient client = greeted(server)) {
      client.send("USER mrose\r\nPASS wrong\r\n");
      client.send("STLS\r\n");
      client.send(LOGIN);

      assertThat(client.line()).startsWith("+OK now");
      assertThat(client.line()).startsWith("-ERR [AUTH]");
      assertUnheard(client);
    }
  }

  @Test
  void forgetsALineThatWasBegunBeforeTheHandshakeOfAnotherConnection() throws IOException {
    try (TestServer server = builder.start();
        TestClient first = greeted(server);
        TestClient second = begun(server)) {
      first.send("STLS\r\nUS");
      try (TestClient client = secured(second)) {
        client.send("ER mrose\r\n");

        assertThat(client.line()).isEqualTo("-ERR unknown command");
      }
    }
  }

  /** At once, with an alert (RFC 8446 section 6.2), and not only when the time for it is over. */
  @Test
  void closesAHandshakeThatFails() throws IOException {
    try (TestServer server = builder.start();
        TestClient client = begun(server)) {
      long begun = System.nanoTime();
      client.send(new byte[] {22, 3, 1, 0, 5, 1, 0, 0, 1, 0});

      assertThat(client.rest()).startsWith(ALERT);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
    }
  }

  @Test
  void isNotOfferedWithoutACertificate() throws IOException {
    builder.tls = Optional.empty();
    try (TestServer server = builder.start();
        TestClient client = greeted(server)) {
      client.send("STLS\r\nQUIT\r\n");

      assertThat(client.line()).startsWith("-ERR TLS cannot be started");
      assertThat(client.line()).startsWith("+OK");
    }
  }

  private static TestClient greeted(TestServer server) throws IOException {
    TestClient client = server.client();
    assertThat(client.line()).startsWith("+OK");
    return client;
  }

  /** Its next octets are for the handshake. */
  private static TestClient begun(TestServer server) throws IOException {
    TestClient client = greeted(server);
    client.send("STLS\r\n");
    assertThat(client.line()).isEqualTo("+OK begin TLS negotiation");
    return client;
  }

  private static TestClient secured(TestClient plain) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            TestTls.client()
                .getSocketFactory()
                .createSocket(plain.socket(), "localhost", plain.socket().getPort(), true);
    socket.startHandshake();
    return new TestClient(socket);
  }

  /** At most the reply to STLS itself, then the end; and nothing was done. */
  private void assertUnheard(TestClient client) throws IOException {
    assertThat(client.restAsText()).isIn("", "+OK begin TLS negotiation\r\n");
    assertThat(maildrops.messages("mrose")).hasSize(1);
  }
}
