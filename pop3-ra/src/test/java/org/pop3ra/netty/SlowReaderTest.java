package org.pop3ra.netty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.pop3ra.spi.CanonicalMessage;
import org.pop3ra.spi.Content;
import org.pop3ra.spi.ScriptedMaildrops;
import org.pop3ra.spi.ScriptedMaildrops.Operation;

/** Clients that ask for a lot and take it slowly, or not at all. */
class SlowReaderTest {
  private static final int OCTETS = 20 * 1024 * 1024;
  private static final int SLICES = OCTETS / (4 * Content.CHUNK);

  private final ScriptedMaildrops maildrops = new ScriptedMaildrops();
  private final TestServer.Builder builder = TestServer.serving(maildrops);

  @Test
  void holdNoWorkerAndMakeTheServerReadNoFurtherThanTheyTake() throws Exception {
    List<CanonicalMessage> large = List.of(CanonicalMessage.ofLength(OCTETS));
    for (int i = 0; i < 5; i++) {
      maildrops.add("user" + i, "secret", large);
    }
    builder.permits = 2;
    try (TestServer server = builder.start()) {
      List<TestClient> slow = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        slow.add(retrieving(server, "user" + i));
      }
      int read = awaitStandstill();

      assertThat(read).as("slices read for four clients").isLessThan(4 * SLICES / 2);
      try (TestClient other = server.login("user4", "secret").send("STAT\r\n")) {
        assertThat(other.line()).startsWith("+OK 1 ");
      }
      assertThat(slow.get(0).send("QUIT\r\n").rest()).hasSizeGreaterThan(OCTETS);
      for (TestClient client : slow) {
        client.close();
      }
    }
    assertThat(maildrops.isHeld("user1")).isFalse();
  }

  @Test
  void areCutWhenTheyTakeNothingForTooLong() throws Exception {
    maildrops.add("user0", "secret", List.of(CanonicalMessage.ofLength(OCTETS)));
    builder.writeStall = Duration.ofSeconds(1);
    try (TestServer server = builder.start();
        TestClient client = retrieving(server, "user0")) {
      assertThat(client.socket().isConnected()).isTrue();

      await().until(() -> server.listener().connections() == 0);
      assertThat(maildrops.isHeld("user0")).isFalse();
    }
  }

  @Test
  void areCutWhenTheirTimeToLogInIsOver() throws Exception {
    builder.login = Duration.ofSeconds(1);
    try (TestServer server = builder.start();
        TestClient client = server.client()) {
      assertThat(client.line()).startsWith("+OK");
      CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> askWithoutEnd(client));

      await().until(() -> server.listener().connections() == 0);
      asking.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void areCutWithoutAnEndWhenTheServerGoesAway() throws Exception {
    maildrops.add("user0", "secret", List.of(CanonicalMessage.ofLength(OCTETS)));
    TestServer server = builder.start();
    try (TestClient client = retrieving(server, "user0")) {
      awaitStandstill();

      server.close();

      byte[] got = restUntilCut(client);
      assertThat(got.length).isLessThan(OCTETS);
      assertThat(new String(got, got.length - 5, 5, US_ASCII)).isNotEqualTo("\r\n.\r\n");
    }
    assertThat(maildrops.isHeld("user0")).isFalse();
  }

  private static void askWithoutEnd(TestClient client) {
    try {
      while (!client.socket().isClosed()) {
        client.send("CAPA\r\n".repeat(1000));
      }
    } catch (IOException e) {
      assertThat(client.socket().isConnected()).as("was connected until then").isTrue();
    }
  }

  /** Logged in, with as small a window as the system allows, and asking for a message. */
  private static TestClient retrieving(TestServer server, String user) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.listener().port()));
    TestClient client = new TestClient(socket);
    client.send("USER " + user + "\r\nPASS secret\r\nRETR 1\r\n");
    for (int i = 0; i < 4; i++) {
      assertThat(client.line()).startsWith("+OK");
    }
    return client;
  }

  /** Returns the number of slices that had been read when no more were for a while. */
  private int awaitStandstill() {
    int[] before = {-1};
    await()
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              int now = maildrops.calls(Operation.READ);
              boolean stands = now == before[0];
              before[0] = now;
              return stands;
            });
    return before[0];
  }

  private static byte[] restUntilCut(TestClient client) throws IOException {
    ByteArrayOutputStream got = new ByteArrayOutputStream();
    try {
      client.socket().getInputStream().transferTo(got);
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("reset");
    }
    return got.toByteArray();
  }
}
