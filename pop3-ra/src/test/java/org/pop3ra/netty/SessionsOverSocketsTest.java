package org.pop3ra.netty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pop3ra.spi.CanonicalMessage;
import org.pop3ra.spi.ScriptedMaildrops;

/** What clients do to a port, and what they get. */
class SessionsOverSocketsTest {
  private final ScriptedMaildrops maildrops = new ScriptedMaildrops();
  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    maildrops.add("mrose", "secret", List.of(CanonicalMessage.ofLines("Subject: 1", "", "one")));
    server = TestServer.serving(maildrops).start();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    assertThat(maildrops.isHeld("mrose")).as("a lease was left").isFalse();
  }

  @Test
  void theLastReplyIsHeardHoweverMuchFollowsTheQuit() throws IOException {
    try (TestServer server = TestServer.serving(new ScriptedMaildrops()).start();
        TestClient client = server.client()) {
      client.send("QUIT\r\n" + "x".repeat(10 * 1024 * 1024)).halfClose();

      assertThat(client.restAsText().lines()).hasSize(2).allMatch(line -> line.startsWith("+OK"));
    }
  }

  @Test
  void answersAThousandCommandsThatCameInOneWrite() throws IOException {
    try (TestClient client = server.login("mrose", "secret")) {
      client.send("NOOP\r\n".repeat(1000) + "QUIT\r\n");

      assertThat(client.restAsText().lines().filter(line -> line.startsWith("+OK"))).hasSize(1001);
    }
  }

  @Test
  void answersAMillionCommandsWhileTheyCome() throws IOException {
    byte[] commands = "NOOP\r\n".repeat(10_000).getBytes(ISO_8859_1);
    try (TestClient client = server.login("mrose", "secret")) {
      CompletableFuture<Void> sending =
          CompletableFuture.runAsync(() -> send(client, commands, 100));
      for (int i = 0; i < 1_000_000; i++) {
        assertThat(client.line()).startsWith("+OK");
      }
      sending.join();
      client.send("QUIT\r\n");
      assertThat(client.line()).startsWith("+OK");
      assertThat(client.closed()).isTrue();
    }
  }

  @Test
  void answersAllThatCameBeforeAHalfCloseAndDeletesNothing() throws IOException {
    try (TestClient client = server.client()) {
      client.send("USER mrose\r\nPASS secret\r\nSTAT\r\nDELE 1\r\n").halfClose();

      assertThat(client.restAsText().lines())
          .hasSize(5)
          .allMatch(line -> line.startsWith("+OK"))
          .contains("+OK 1 19");
    }
    await().until(() -> !maildrops.isHeld("mrose"));
    assertThat(maildrops.messages("mrose")).hasSize(1);
  }

  @Test
  void executesAQuitThatCameBeforeAHalfClose() throws IOException {
    try (TestClient client = server.client()) {
      client.send("USER mrose\r\nPASS secret\r\nDELE 1\r\nQUIT\r\n").halfClose();

      assertThat(client.restAsText().lines()).hasSize(5).allMatch(line -> line.startsWith("+OK"));
    }
    assertThat(maildrops.messages("mrose")).isEmpty();
  }

  @Test
  void refusesALineWithoutAnEndAndCloses() throws IOException {
    try (TestClient client = server.client()) {
      byte[] line = new byte[1024 * 1024];
      Arrays.fill(line, (byte) 'a');
      CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(client, line, 10));

      assertThat(client.line()).startsWith("+OK");
      assertThat(client.line()).startsWith("-ERR");
      assertThat(client.closed()).isTrue();
      sending.join();
    }
  }

  @Test
  void closesOnOtherProtocolsWithoutAWord() throws IOException {
    for (String hello :
        List.of("GET / HTTP/1.1\r\nHost: a\r\n\r\n", "\u0016\u0003\u0001\u0002\0")) {
      try (TestClient client = server.client().send(hello)) {
        assertThat(client.line()).startsWith("+OK");
        assertThat(client.closed()).isTrue();
      }
    }
  }

  @Test
  void leavesNoLeaseAndDeletesNothingWhereverAConnectionIsLost() throws IOException {
    String session = "USER mrose\r\nPASS secret\r\nSTAT\r\nRETR 1\r\nDELE 1\r\nNOOP\r\nQUIT\r";
    for (int length = 0; length <= session.length(); length++) {
      TestClient client = server.client().send(session.substring(0, length));
      if (length % 2 == 0) {
        client.reset();
      } else {
        client.close();
      }
      await().until(() -> server.listener().connections() == 0 && !maildrops.isHeld("mrose"));
    }
    assertThat(maildrops.messages("mrose")).hasSize(1);
  }

  @Test
  void servesAsWellWithoutEpoll() throws IOException {
    TestServer.Builder nio = TestServer.serving(maildrops);
    nio.transport = Transport.NIO;
    try (TestServer other = nio.start();
        TestClient client = other.login("mrose", "secret")) {
      client.send("STAT\r\nDELE 1\r\n").halfClose();

      assertThat(client.restAsText().lines()).hasSize(2).contains("+OK 1 19");
    }
  }

  /** A server that has had enough may close. */
  private static void send(TestClient client, byte[] octets, int times) {
    try {
      for (int i = 0; i < times; i++) {
        client.send(octets);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe).*");
    }
  }
}
