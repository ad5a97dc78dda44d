package org.pop3ra.netty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3ra.session.CleartextPolicy;
import org.pop3ra.session.Client;
import org.pop3ra.spi.ScriptedMaildrops;
import org.pop3ra.tls.TestTls;

/** The PROXY protocol from a balancer at 127.0.0.2. */
@Timeout(60)
class ProxyGateTest {
  private static final String BALANCER = "127.0.0.2";
  private static final String ELSEWHERE = "192.0.2.10";
  private static final String CLEARTEXT_LOGIN = "USER mrose\r\nCAPA\r\nQUIT\r\n";
  private static final String VERSION_1 = "PROXY TCP4 192.0.2.1 192.0.2.2 40000 110\r\n";

  /** Version 2: PROXY, TCP over IPv4, 192.0.2.1 to 192.0.2.2. */
  private static final String VERSION_2 =
      "0d0a0d0a000d0a515549540a" + "2111000c" + "c0000201c0000202" + "9c40006e";

  private final TestServer.Builder builder = TestServer.serving(new ScriptedMaildrops());

  ProxyGateTest() {
    builder.proxyFrom = List.of(AddressRange.parse(BALANCER).orElseThrow());
  }

  @Test
  void takesTheClientFromTheHeader() throws IOException {
    builder.maxPerAddress = 1;
    try (TestServer server = builder.start();
        TestClient first = balanced(server).send(VERSION_1)) {
      assertThat(first.line()).startsWith("+OK");
      try (TestClient second = balanced(server).send(HexFormat.of().parseHex(VERSION_2));
          TestClient other = balanced(server).send(VERSION_1.replace(".1 192", ".9 192"))) {
        assertThat(second.line()).isEqualTo(TestServer.REFUSAL);
        assertThat(other.line()).startsWith("+OK");
      }
    }
  }

  @Test
  void obeysWhatComesInTheSameSegmentAndOctetByOctet() throws IOException {
    try (TestServer server = builder.start();
        TestClient together = balanced(server).send(VERSION_1 + "CAPA\r\nQUIT\r\n");
        TestClient apart = balanced(server)) {
      assertThat(together.restAsText()).startsWith("+OK POP3 ready").endsWith("+OK bye\r\n");
      for (char octet : (VERSION_1 + "QUIT\r\n").toCharArray()) {
        apart.send(String.valueOf(octet));
      }
      assertThat(apart.restAsText()).isEqualTo("+OK POP3 ready\r\n+OK bye\r\n");
    }
  }

  @Test
  void comesBeforeTheHandshake() throws IOException {
    try (TestServer server = builder.start()) {
      Socket plain = socket(server.tlsPort());
      plain.getOutputStream().write(VERSION_1.getBytes(ISO_8859_1));
      SSLSocket socket =
          (SSLSocket)
              TestTls.client()
                  .getSocketFactory()
                  .createSocket(plain, "localhost", plain.getPort(), true);
      try (TestClient client = new TestClient(socket).send("QUIT\r\n")) {
        assertThat(client.restAsText()).isEqualTo("+OK POP3 ready\r\n+OK bye\r\n");
      }
    }
  }

  /** A health check of the balancer's own, and clients of whom it knows nothing. */
  @Test
  void servesOneThatHasNoAddress() throws IOException {
    List<String> headers =
        List.of(
            "0d0a0d0a000d0a515549540a20000000",
            "50524f585920554e4b4e4f574e0d0a",
            "0d0a0d0a000d0a515549540a21000000");
    try (TestServer server = builder.start()) {
      for (String header : headers) {
        try (TestClient client = balanced(server).send(HexFormat.of().parseHex(header))) {
          assertThat(client.line()).as(header).startsWith("+OK");
        }
      }
    }
  }

  @Test
  void closesOnWhatIsNoHeader() throws IOException {
    List<String> headers =
        List.of(
            "USER mrose\r\nPASS secret\r\n",
            "PROXY\r\nUSER mrose\r\n",
            "PROXY TCP4 192.0.2.1\r\n",
            "PROXY TCP4 192.0.2.1 192.0.2.2 40000 110000\r\n",
            "PROXY TCP4 localhost localhost 1 1\r\n",
            "PROXY TCP4 2001:db8::1 192.0.2.2 1 1\r\n",
            "PROXY UDP4 192.0.2.1 192.0.2.2 1 1\r\n",
            "\r\n\r\n\0\r\nQUIT\n\u00ff\u0011\0\u000c",
            "\r\n\r\n\0\r\nQUIT\n!\u0011\u00ff\u00ff",
            "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003\0\0\0\0");
    try (TestServer server = builder.start()) {
      for (String header : headers) {
        try (TestClient client = balanced(server).send(header.getBytes(ISO_8859_1))) {
          assertThat(client.rest()).as(header).isEmpty();
          assertThat(server.listener().connections()).isZero();
        }
      }
    }
  }

  @Test
  void closesOnAnEndlessHeader() throws IOException {
    try (TestServer server = builder.start();
        TestClient client = balanced(server).send("PROXY TCP4 " + "1".repeat(2000))) {
      assertThat(client.closed()).isTrue();
    }
  }

  @Test
  void doesNotWaitForeverForAHeader() throws IOException {
    long begin = System.nanoTime();
    try (TestServer server = builder.start();
        TestClient client = balanced(server).send("PROXY TCP4 ")) {
      assertThat(client.rest()).isEmpty();
    }
    assertThat(System.nanoTime() - begin)
        .isBetween(TimeUnit.SECONDS.toNanos(4), TimeUnit.SECONDS.toNanos(9));
  }

  @Test
  void servesOthersWithoutAHeaderAndRefusesOneOfTheirs() throws IOException {
    try (TestServer server = builder.start();
        TestClient honest = server.client();
        TestClient liar = server.client().send(VERSION_1 + "CAPA\r\n")) {
      assertThat(honest.line()).startsWith("+OK");
      assertThat(liar.restAsText()).isEqualTo("+OK POP3 ready\r\n");
    }
  }

  /** Nobody knows where it is: not that it is here, though its balancer is. */
  @ParameterizedTest
  @ValueSource(
      strings = {"50524f585920554e4b4e4f574e0d0a", "0d0a0d0a000d0a515549540a21000000", VERSION_2})
  void letsNobodyLogInInTheClearWhoIsNotKnownToBeHere(String header) throws IOException {
    builder.cleartext = CleartextPolicy.LOOPBACK;
    try (TestServer server = builder.start();
        TestClient client = balanced(server).send(HexFormat.of().parseHex(header))) {
      client.send(CLEARTEXT_LOGIN);

      assertThat(client.restAsText())
          .startsWith("+OK POP3 ready\r\n-ERR no login in the clear on this connection\r\n")
          .doesNotContain("\r\nUSER\r\n", "PLAIN");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TCP4 127.0.0.1 127.0.0.1", "TCP6 ::1 ::1"})
  void letsAClientOfThisMachineLogInBehindABalancerOfThisMachine(String told) throws IOException {
    builder.cleartext = CleartextPolicy.LOOPBACK;
    try (TestServer server = builder.start();
        TestClient client = balanced(server).send("PROXY " + told + " 40000 110\r\n")) {
      client.send(CLEARTEXT_LOGIN);

      assertThat(client.restAsText()).startsWith("+OK POP3 ready\r\n+OK").contains("PLAIN");
    }
  }

  /** Loopback of another machine, or a lie. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "TCP4 127.0.0.1 127.0.0.1",
        "TCP4 127.255.0.9 192.0.2.2",
        "TCP6 ::1 ::1",
        "TCP6 ::ffff:127.0.0.1 ::1",
        "UNKNOWN ::1 ::1"
      })
  void takesALoopbackAddressFromABalancerElsewhereForNobodys(String told) {
    InetAddress origin = origin(("PROXY " + told + " 40000 110\r\n").getBytes(ISO_8859_1));

    assertThat(origin.getHostAddress()).isEqualTo("0.0.0.0");
    assertThat(Client.inTheClear(origin).isLocal()).isFalse();
  }

  /** A health check of a balancer elsewhere comes from elsewhere. */
  @Test
  void takesABalancersOwnConnectionForItsOwn() {
    InetAddress origin = origin(HexFormat.of().parseHex("0d0a0d0a000d0a515549540a20000000"));

    assertThat(origin.getHostAddress()).isEqualTo(ELSEWHERE);
  }

  /** Of a connection from a balancer elsewhere that begins so. */
  private static InetAddress origin(byte[] header) {
    EmbeddedChannel channel =
        new EmbeddedChannel() {
          @Override
          protected SocketAddress remoteAddress0() {
            return new InetSocketAddress(ELSEWHERE, 50_000);
          }
        };
    channel.pipeline().addLast(new ProxyGate(List.of(AddressRange.parse(ELSEWHERE).orElseThrow())));
    channel.pipeline().fireChannelActive();
    channel.writeInbound(Unpooled.wrappedBuffer(header));
    InetAddress origin = ProxyGate.origin(channel).orElseThrow();
    channel.finishAndReleaseAll();
    return origin;
  }

  private static TestClient balanced(TestServer server) throws IOException {
    return new TestClient(socket(server.listener().port()));
  }

  private static Socket socket(int port) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(BALANCER), 0);
  }
}
