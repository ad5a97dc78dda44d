package org.pop3ra.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Two servers on one PostgreSQL, one by TCP, one by its local socket: one stalls, one is killed,
 * one is stopped in order.
 */
@TestMethodOrder(OrderAnnotation.class)
class NodesIT {

  /** A heartbeat is good for 20 s; some time for a slow machine. */
  private static final Duration LEASE_RUNS_OUT = Duration.ofSeconds(60);

  private static final String CONNECTIONS =
      "select count(*) from pg_stat_activity where backend_type = 'client backend'";

  /** Those that somebody forgot: no work of ours pauses for so long. */
  private static final String LEFT_OPEN =
      CONNECTIONS
          + " and state like 'idle in transaction%'"
          + " and xact_start < clock_timestamp() - interval '1 second'";

  /** A leak that heals is one, too: no more patience than the look itself takes. */
  private static final Duration LEAK_IS_SEEN = Duration.ofSeconds(5);

  private static final int MESSAGES_TO_RACE_FOR = 100;

  /** More than the sockets' buffers hold. */
  private static final String LARGE =
      "Subject: large\r\n\r\n" + "0123456789abcdef\r\n".repeat(1_000_000);

  private static Postgres postgres;
  private static Node stalling;
  private static Node steady;
  private static Server one;
  private static Server two;

  private String account;

  @BeforeAll
  static void startBoth() throws Exception {
    postgres = Postgres.start();
    stalling = Node.start("one", postgres.database());
    steady = Node.start("two", postgres.local());
    one = stalling.ready();
    two = steady.ready();
  }

  @AfterAll
  static void stopBoth() throws Exception {
    stalling.kill();
    steady.kill();
    postgres.close();
  }

  @BeforeEach
  void oneMessage() throws Exception {
    account = two.administration().account();
    try (LmtpClient lmtp = two.lmtp()) {
      lmtp.deliver("Subject: one\r\n\r\n", account);
    }
  }

  @Test
  @Order(0)
  void oneOfThemIsConnectedByTheLocalSocket() throws Exception {
    assertThat(postgres.database().number(CONNECTIONS + " and client_addr is null")).isPositive();
    assertThat(postgres.database().number(CONNECTIONS + " and client_addr is not null"))
        .isGreaterThan(1);
  }

  @Test
  @Order(1)
  void aLeaseHoldsOnTheOtherNodeToo() throws Exception {
    try (Pop3Client first = one.login(account, "secret")) {
      assertThat(refused(two)).startsWith("-ERR [IN-USE]");
      first.ok("QUIT");
    }
    two.awaitMessages(account, 1, Duration.ofSeconds(5));
  }

  @Test
  @Order(2)
  void ofSessionsThatRaceAtBothNodesOneAtATimeGetsIn() throws Exception {
    try (LmtpClient lmtp = two.lmtp()) {
      for (int i = 1; i < MESSAGES_TO_RACE_FOR; i++) {
        lmtp.deliver("Subject: " + i + "\r\n\r\n", account);
      }
    }
    LeaseRace race = new LeaseRace(account);
    race.run(one, two);

    assertThat(race.mostHolders()).isOne();
    assertThat(race.deleted()).hasSize(MESSAGES_TO_RACE_FOR).doesNotHaveDuplicates();
    assertThat(race.winners()).containsExactlyInAnyOrder(one, two);
  }

  @Test
  @Order(2)
  void aQuitThatCannotBeCommittedSaysSoAndDeletesNothing() throws Exception {
    Database database = postgres.database();
    database.execute(
        "create table anchor (maildrop bigint, sequence bigint, foreign key (maildrop, sequence)"
            + " references message (maildrop, sequence) deferrable initially deferred)");
    database.execute(
        "insert into anchor select maildrop, sequence from message where maildrop = ?",
        database.maildrop(account));
    try (Pop3Client client = one.login(account, "secret")) {
      client.ok("DELE 1");
      // The deletion itself succeeds: the commit is what the database refuses.
      assertThat(client.send("QUIT")).startsWith("-ERR ");
      assertNoTransactionIsLeftOpen();
    } finally {
      database.execute("drop table anchor");
    }
    assertThat(database.messages(account)).isOne();
    one.awaitMessages(account, 1, Duration.ofSeconds(5));
  }

  /** It would keep rows from being cleaned away, for as long as a client takes to read. */
  @Test
  @Order(2)
  void aSessionThatReadsLeavesNoTransactionOpen() throws Exception {
    try (LmtpClient lmtp = two.lmtp()) {
      lmtp.deliver(LARGE, account);
    }
    for (Server server : List.of(one, two)) {
      try (Pop3Client client = server.login(account, "secret")) {
        client.ok("LIST");
        client.lines();
        client.ok("TOP 1 0");
        client.lines();
        client.retrieve(1);
        assertNoTransactionIsLeftOpen();
        client.ok("RETR 2");
        assertNoTransactionIsLeftOpen();
        client.lines();
        client.ok("QUIT");
      }
    }
    assertNoTransactionIsLeftOpen();
  }

  /** Looks for longer than such a transaction takes to be old enough. */
  private static void assertNoTransactionIsLeftOpen() {
    await()
        .atMost(LEAK_IS_SEEN)
        .during(Duration.ofMillis(1500))
        .until(() -> postgres.database().number(LEFT_OPEN) == 0);
  }

  @Test
  @Order(3)
  void aNodeThatStalledHasLostItsSessionsAndDeletesNothing() throws Exception {
    try (Pop3Client stalled = one.login(account, "secret")) {
      stalled.ok("DELE 1");
      stalling.signal("STOP");
      try {
        two.awaitMessages(account, 1, LEASE_RUNS_OUT);
      } finally {
        stalling.signal("CONT");
      }
      assertThat(stalled.send("QUIT")).startsWith("-ERR [SYS/TEMP]");
      assertThat(stalled.closed()).isTrue();
    }
    assertThat(postgres.database().messages(account)).isOne();
    one.awaitMessages(account, 1, LEASE_RUNS_OUT);
  }

  @Test
  @Order(4)
  void theLeasesOfAKilledNodeRunOut() throws Exception {
    try (Pop3Client lost = one.login(account, "secret")) {
      lost.ok("DELE 1");
      stalling.signal("KILL");
      two.awaitMessages(account, 1, LEASE_RUNS_OUT);
    }
    assertThat(postgres.database().messages(account)).isOne();
  }

  @Test
  @Order(5)
  void aNodeThatIsToldToStopTellsItsSessionsAndLeavesNothingBehind() throws Exception {
    String other = two.administration().account();
    try (Pop3Client client = two.login(account, "secret");
        LmtpClient lmtp = two.lmtp()) {
      lmtp.deliver(LARGE, other);
      client.ok("DELE 1");
      try (Pop3Client reading = two.login(other, "secret")) {
        reading.ok("RETR 1");
        assertThat(steady.stop()).isTrue();

        // It was not read within the drain time: cut, without a terminator.
        assertThatThrownBy(reading::lines).isInstanceOf(EOFException.class);
      }
      assertThat(client.line()).startsWith("-ERR [SYS/TEMP]");
      assertThat(client.closed()).isTrue();
      assertThat(lmtp.reply()).startsWith("421 ");
    }
    Database database = postgres.database();
    assertThat(database.messages(account)).isOne();
    assertThat(database.messages(other)).isOne();
    assertThat(held(database, account) + held(database, other)).isZero();
    two.assertPortsAreFree();
  }

  private static long held(Database database, String account) throws Exception {
    return database.number(
        "select count(*) from lease where token is not null and maildrop = ?",
        database.maildrop(account));
  }

  private String refused(Server server) throws Exception {
    try (Pop3Client client = server.connect()) {
      client.ok();
      client.ok("USER " + account);
      return client.send("PASS secret");
    }
  }
}
