package org.pop3ra.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What clients cost that do not read what they asked for, and how long that is borne: measured at a
 * server of our own, with nobody else at it.
 */
@Tag("long")
class StalledReaderIT {

  private static final int STALL_SECONDS = 15;
  private static final int READERS = 30;
  private static final int OCTETS = 12_000_000;

  /** A slice for each reader, and what sessions and sockets need besides. */
  private static final long HEAP = READERS * 4L * 64 * 1024 + 8_000_000;

  /** What Netty has in hand for each reader is a slice, stuffed; it takes four MiB at a time. */
  private static final long DIRECT = READERS * 2L * 256 * 1024 + 8_000_000;

  /** So much in a second that the message lasts for a minute. */
  private static final int PIECE = OCTETS / 60;

  private static Node node;
  private static Server server;
  private static List<String> accounts;

  @BeforeAll
  static void oneLargeMessageForAll() throws Exception {
    node =
        Node.start(
            "stall",
            Database.fresh(),
            Map.of("POP3_WRITE_STALL_SECONDS", Integer.toString(STALL_SECONDS)));
    server = node.ready();
    Administration administration = server.administration();
    accounts = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      accounts.add(administration.account());
    }
    try (LmtpClient lmtp = server.lmtp()) {
      lmtp.deliver(
          "Subject: large\r\n\r\n" + ".2345678901234567\r\n".repeat(OCTETS / 20),
          accounts.toArray(String[]::new));
    }
  }

  @AfterAll
  static void stop() throws Exception {
    if (node != null) {
      node.kill();
    }
  }

  @Test
  void readersThatStallCostTwoSlicesAndGetTheirOctetsWhenTheyRead() throws Exception {
    List<SlowReader> readers = new ArrayList<>();
    try {
      String prompt = readPromptly();
      long heap = node.jvm().heapInUse();
      long direct = node.jvm().directInUse();
      for (String account : accounts) {
        readers.add(new SlowReader(server, account));
      }
      awaitStandstill();
      assertThat(node.jvm().heapInUse() - heap).isLessThan(HEAP);
      assertThat(node.jvm().directInUse() - direct).isBetween(1L, DIRECT);

      assertThat(takeAll(readers)).hasSize(READERS).containsOnly(prompt);
    } finally {
      for (SlowReader reader : readers) {
        reader.close();
      }
    }
  }

  @Test
  void aReplyOfWhichNothingIsTakenIsCutAfterTheConfiguredTime() throws Exception {
    String account = accounts.get(0);
    try (SlowReader reader = new SlowReader(server, account)) {
      long start = System.nanoTime();
      await()
          .atMost(Duration.ofSeconds(2 * STALL_SECONDS))
          .ignoreExceptions()
          .until(() -> getsIn(account));
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isGreaterThan(Duration.ofSeconds(STALL_SECONDS - 1));
      assertThatThrownBy(reader::takeAll).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aReplyThatIsTakenSlowlyIsNotCut() throws Exception {
    long start = System.nanoTime();
    long longEnough = Duration.ofSeconds(2 * STALL_SECONDS).toNanos();
    try (SlowReader reader = new SlowReader(server, accounts.get(1))) {
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofSeconds(1))
          .timeout(Duration.ofSeconds(4 * STALL_SECONDS))
          .until(() -> reader.take(PIECE) == PIECE && System.nanoTime() - start > longEnough);
      reader.takeAll();
      reader.quit();
    }
  }

  private static String readPromptly() throws IOException {
    try (SlowReader reader = new SlowReader(server, accounts.get(0))) {
      String reply = reader.takeAll();
      reader.quit();
      return reply;
    }
  }

  /** All at once: a reader who waits for others would be one who stalls. */
  private static List<String> takeAll(List<SlowReader> readers) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(readers.size());
    try {
      List<Future<String>> replies =
          threads.invokeAll(
              readers.stream().map(reader -> (Callable<String>) reader::takeAll).toList());
      List<String> digests = new ArrayList<>();
      for (Future<String> reply : replies) {
        digests.add(reply.get());
      }
      return digests;
    } finally {
      threads.shutdownNow();
    }
  }

  /** All that is left is for the readers to read: a call of a bean is what holds a connection. */
  private static void awaitStandstill() {
    await()
        .during(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(20))
        .until(() -> node.jvm().threadsIn("org.pop3ra.connector.EndpointCalls") == 0);
  }

  private static boolean getsIn(String account) throws IOException {
    try (Pop3Client client = server.connect()) {
      client.ok();
      client.login(account, "secret");
      return true;
    }
  }
}
