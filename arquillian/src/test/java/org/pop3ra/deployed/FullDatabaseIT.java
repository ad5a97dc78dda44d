package org.pop3ra.deployed;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A PostgreSQL whose disk has no room left, for its tables or for its log: mail is not taken, what
 * was taken is there, nothing is claimed that is not so, and service returns with the room.
 */
@Tag("long")
class FullDatabaseIT {
  private static final Duration SERVICE_RETURNS = Duration.ofSeconds(60);

  /** Two segments of the log, and not the third. */
  private static final int MEGABYTES = 40;

  /** In chunks, too large for what is left of pages that are in use. */
  private static final String LINES = "0123456789abcde\r\n".repeat(20_000);

  private static SmallDisk forTables;
  private static SmallDisk forLog;
  private static Postgres postgres;
  private static Node node;
  private static Server server;

  private final List<String> stored = new ArrayList<>();
  private final List<String> removed = new ArrayList<>();
  private String account;
  private int sent;

  @BeforeAll
  static void startOnSmallDisks() throws Exception {
    forTables = SmallDisk.mount(MEGABYTES);
    forLog = SmallDisk.mount(MEGABYTES);
    postgres = Postgres.startEmpty(forLog.directory().resolve("log"));
    postgres
        .maintenance()
        .execute("create tablespace small location '" + forTables.empty("tables") + "'");
    postgres.maintenance().execute("create database pop3 tablespace small");
    node = Node.start("full", postgres.database());
    server = node.ready();
  }

  @AfterAll
  static void stop() throws Exception {
    if (node != null) {
      node.kill();
    }
    if (postgres != null) {
      postgres.close();
    }
    if (forLog != null) {
      forLog.unmount();
    }
    if (forTables != null) {
      forTables.unmount();
    }
  }

  /** Who never logged in has no lease yet, and there might be no room for one. */
  @BeforeEach
  void oneMessageAndALogin() throws Exception {
    account = server.administration().account();
    deliverMore();
  }

  @Test
  void whereTablesCannotGrowMailWaitsAndWhatIsThereIsRead() throws Exception {
    int logged = node.log().length();
    forTables.fill();
    assertThat(deliverUntilRefused()).startsWith("452 4.3.1");
    assertThat(read()).isEqualTo(stored);
    removeFirst();
    assertThat(read()).isEqualTo(stored);

    forTables.makeRoom();
    awaitStored();
    deliverMore();
    assertThat(node.log().substring(logged))
        .contains("the disk of the database is full: make room")
        .doesNotContain("\tat ");
  }

  /** PostgreSQL ends all that is under way, and cannot start before there is room. */
  @Test
  void whereTheLogCannotGrowNothingIsClaimedThatIsLost() throws Exception {
    int logged = node.log().length();
    try (Pop3Client client = server.login(account, "secret")) {
      client.ok("DELE 1");
      forLog.fill();
      assertThat(deliverUntilRefused()).matches("45[12] .*");
      quit(client);
    }
    try (Pop3Client client = server.connect()) {
      client.ok();
      client.ok("USER " + account);
      assertThat(client.send("PASS secret")).matches("\\+OK.*|-ERR \\[SYS/TEMP].*");
    }

    forLog.makeRoom();
    // The crash took all leases; sessions that begin before the server knows are lost, too.
    await()
        .atMost(SERVICE_RETURNS)
        .until(
            () -> {
              // Which may still be about to give up for want of room.
              postgres.startUnlessRunning();
              return node.log().substring(logged).matches("(?s).*incarnation \\S+ begins.*");
            });
    awaitStored();
    deliverMore();
  }

  private String deliverUntilRefused() throws Exception {
    String reply;
    try (LmtpClient lmtp = server.lmtp()) {
      do {
        reply = deliver(lmtp);
      } while (reply.startsWith("250 "));
    }
    return reply;
  }

  /** Remembers what was acknowledged. */
  private String deliver(LmtpClient lmtp) throws Exception {
    String mail = "Subject: " + ++sent + "\r\n\r\n" + LINES;
    assertThat(lmtp.send("MAIL FROM:<sender@example.net>")).startsWith("250 ");
    String route = lmtp.send("RCPT TO:<" + account + "@example.org>");
    String reply = route.startsWith("250 ") ? lmtp.data(mail, 1).get(0) : route;
    if (reply.startsWith("250 ")) {
      stored.add(mail);
    }
    return reply;
  }

  private void deliverMore() throws Exception {
    try (LmtpClient lmtp = server.lmtp()) {
      assertThat(deliver(lmtp)).startsWith("250 ");
    }
    awaitStored();
  }

  /** Either it is gone and said to be, or neither. */
  private void removeFirst() throws Exception {
    try (Pop3Client client = server.login(account, "secret")) {
      client.ok("DELE 1");
      quit(client);
    }
  }

  private void quit(Pop3Client client) throws Exception {
    String first = stored.get(0);
    try {
      String reply = client.send("QUIT");
      assertThat(reply).matches("\\+OK.*|-ERR \\[SYS/TEMP].*");
      if (reply.startsWith("+OK")) {
        stored.remove(first);
        removed.add(first);
      }
    } catch (EOFException e) {
      // Nothing is claimed of a commit that nobody could be asked about.
      stored.remove(first);
    }
  }

  /** A delivery whose commit was cut off may be there, too: who sent it was told to try again. */
  private void awaitStored() {
    await()
        .atMost(SERVICE_RETURNS)
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              List<String> found = read();
              assertThat(found)
                  .containsAll(stored)
                  .noneMatch(removed::contains)
                  .doesNotHaveDuplicates();
              stored.clear();
              stored.addAll(found);
            });
  }

  /** All that is there, without the lines that the delivery put in front. */
  private List<String> read() throws Exception {
    List<String> found = new ArrayList<>();
    try (Pop3Client client = server.login(account, "secret")) {
      int messages = client.count();
      for (int number = 1; number <= messages; number++) {
        String message = new String(client.retrieve(number), US_ASCII);
        found.add(message.substring(message.indexOf("Subject: ")));
      }
      client.ok("QUIT");
    }
    return found;
  }
}
