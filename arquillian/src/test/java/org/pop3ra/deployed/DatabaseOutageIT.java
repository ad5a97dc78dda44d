package org.pop3ra.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A PostgreSQL that is stopped, gone, killed, frozen or full under a server that stays up: clients
 * are told to try again, nothing is claimed that is not so, and service returns by itself.
 */
@Tag("long")
@ParameterizedClass
@EnumSource(DatabaseOutageIT.Way.class)
class DatabaseOutageIT {

  /** The pool's check of idle connections, and the heartbeat, are due within twenty seconds. */
  private static final Duration SERVICE_RETURNS = Duration.ofSeconds(60);

  /** More than a heartbeat is good for. */
  private static final Duration TOO_LONG = Duration.ofSeconds(25);

  private static final String PARAMETERS =
      "options=-c%20lock_timeout=5s&socketTimeout=3&connectTimeout=3&tcpKeepAlive=true";

  private static final String LARGE =
      "Subject: large\r\n\r\n" + "0123456789abcdef\r\n".repeat(20_000);

  @Parameter private Way way;

  private static Postgres postgres;
  private static Node node;
  private static Server server;

  private String account;

  /** How the server reaches it. */
  enum Way {
    TCP,
    LOCAL_SOCKET;

    private Database of(Postgres postgres) {
      Database database = this == TCP ? postgres.database() : postgres.local();
      String url = database.url() + (this == TCP ? "?" : "&") + PARAMETERS;
      return new Database(url, database.user(), database.password());
    }
  }

  @BeforeParameterizedClassInvocation
  static void startBoth(Way way) throws Exception {
    postgres = Postgres.start();
    node = Node.start("outage-" + way, way.of(postgres));
    server = node.ready();
  }

  @AfterParameterizedClassInvocation
  static void stopBoth() throws Exception {
    node.kill();
    postgres.close();
  }

  /** As soon as all is well again after the test before. */
  @BeforeEach
  void twoMessages() {
    await()
        .atMost(SERVICE_RETURNS)
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              account = server.administration().account();
              deliver("Subject: one\r\n\r\n", LARGE);
            });
  }

  @Test
  void theServerIsConnectedByTheWayItWasTold() throws Exception {
    long local = connections("client_addr is null");
    long remote = connections("client_addr is not null and pid <> pg_backend_pid()");
    assertThat(way == Way.TCP ? remote : local).isPositive();
    assertThat(way == Way.TCP ? local : remote).isZero();
  }

  private static long connections(String condition) throws SQLException {
    return postgres
        .database()
        .number(
            "select count(*) from pg_stat_activity where datname = 'pop3'"
                + " and backend_type = 'client backend' and "
                + condition);
  }

  @Test
  void whileItIsGoneEverybodyIsToldToTryAgain() throws Exception {
    try (Pop3Client early = server.login(account, "secret");
        Pop3Client deleting = server.connect();
        LmtpClient lmtp = server.lmtp()) {
      deleting.ok();
      postgres.stop();

      assertThat(early.send("RETR 2")).startsWith("-ERR [SYS/TEMP]");
      early.ok("DELE 1");
      assertThat(early.send("QUIT")).startsWith("-ERR [SYS/TEMP]");
      deleting.ok("USER " + account);
      assertThat(deleting.send("PASS secret")).startsWith("-ERR [SYS/TEMP]");
      assertThat(lmtp.send("MAIL FROM:<sender@example.net>")).startsWith("250 ");
      assertThat(lmtp.send("RCPT TO:<" + account + "@example.org>")).startsWith("451 4.");
    } finally {
      postgres.startAgain();
    }
    awaitMessages(2);
  }

  @Test
  void whileItIsGoneAdministratorsAreToldToTryAgainAndNothingOfIt() throws Exception {
    int logged = node.log().length();
    Outage outage = new Outage(server.administration());
    postgres.stop();
    try {
      outage.assertTold(account);
    } finally {
      postgres.startAgain();
    }
    await().atMost(SERVICE_RETURNS).untilAsserted(() -> outage.assertOver(account));
    awaitMessages(2);
    assertThat(node.log().substring(logged)).doesNotContain("request failed");
  }

  /** A pool that took back what the database has closed would hand it out until its next check. */
  @Test
  void aConnectionThatARestartEndedIsMetTwiceAtMost() throws Exception {
    long most = 2 * connections("pid <> pg_backend_pid()");
    postgres.stop();
    postgres.startAgain();

    int refused = 0;
    while (refused <= most && !canLogIn()) {
      refused++;
    }
    assertThat(refused).isLessThanOrEqualTo((int) most);
  }

  private boolean canLogIn() throws Exception {
    try (Pop3Client client = server.connect()) {
      client.ok();
      client.ok("USER " + account);
      return client.send("PASS secret").startsWith("+OK");
    }
  }

  @Test
  void aRestartBetweenDeleAndQuitIsAllOrNothingAndTold() throws Exception {
    boolean removed;
    try (Pop3Client client = server.login(account, "secret")) {
      client.ok("DELE 1");
      client.ok("DELE 2");
      postgres.stop();
      postgres.startAgain();

      removed = client.send("QUIT").startsWith("+OK");
    }
    awaitMessages(removed ? 0 : 2);
  }

  @Test
  void aCrashBetweenDeleAndQuitFencesTheSession() throws Exception {
    try (Pop3Client client = server.login(account, "secret")) {
      client.ok("DELE 1");
      postgres.crash();
      postgres.startAgain();
      // Leases are not logged: others get in as soon as the database is there.
      awaitMessages(2);

      assertThat(client.send("QUIT")).startsWith("-ERR [SYS/TEMP]");
      assertThat(client.closed()).isTrue();
    }
    awaitMessages(2);
  }

  @Test
  void aDeliveryThatIsCutOffIsRefusedOrStored() throws Exception {
    String other = server.administration().account();
    List<String> replies;
    try (LmtpClient lmtp = server.lmtp()) {
      lmtp.send("MAIL FROM:<sender@example.net>");
      // The pool may still have connections that the test before this one has cut.
      await()
          .atMost(SERVICE_RETURNS)
          .untilAsserted(
              () ->
                  assertThat(lmtp.send("RCPT TO:<" + other + "@example.org>")).startsWith("250 "));
      postgres.stop();
      try {
        replies = lmtp.data(LARGE, 1);
      } finally {
        postgres.startAgain();
      }
    }
    assertThat(replies).singleElement().asString().startsWith("451 4.");
    account = other;
    awaitMessages(0);
    await()
        .atMost(SERVICE_RETURNS)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> deliver(LARGE));
    awaitMessages(1);
  }

  @Test
  void aMessageInTheMakingIsCutWithoutATerminator() throws Exception {
    String huge = "Subject: huge\r\n\r\n" + "0123456789abcdef\r\n".repeat(1_000_000);
    deliver(huge);
    try (Pop3Client client = server.login(account, "secret")) {
      client.ok("RETR 3");
      postgres.stop();

      assertThatThrownBy(client::lines).isInstanceOf(EOFException.class);
    } finally {
      postgres.startAgain();
    }
    awaitMessages(3);
  }

  @Test
  void aDatabaseThatStallsIsGivenUpInTimeAndNothingIsClaimed() throws Exception {
    try (Pop3Client deleting = server.login(account, "secret");
        Pop3Client late = server.connect();
        LmtpClient lmtp = server.lmtp()) {
      late.ok();
      deleting.ok("DELE 1");
      lmtp.send("MAIL FROM:<sender@example.net>");
      lmtp.send("RCPT TO:<" + account + "@example.org>");
      postgres.freeze();
      try {
        late.ok("USER " + account);
        assertThat(late.send("PASS secret")).startsWith("-ERR [SYS/TEMP]");
        assertThat(lmtp.data("Subject: late\r\n\r\n", 1))
            .singleElement()
            .asString()
            .startsWith("451 4.");
        await().atMost(TOO_LONG.multipliedBy(2)).pollDelay(TOO_LONG).until(() -> true);
        assertThat(deleting.send("QUIT")).startsWith("-ERR [SYS/TEMP]");
      } finally {
        postgres.thaw();
      }
    }
    // The delivery may have been committed after all: then it is there twice when it comes again.
    awaitAtLeast(2);
  }

  private void deliver(String... messages) throws Exception {
    try (LmtpClient lmtp = server.lmtp()) {
      for (String message : messages) {
        lmtp.deliver(message, account);
      }
    }
  }

  private void awaitMessages(int messages) {
    await()
        .atMost(SERVICE_RETURNS)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(look()).isEqualTo(messages));
  }

  private void awaitAtLeast(int messages) {
    await()
        .atMost(SERVICE_RETURNS)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(look()).isGreaterThanOrEqualTo(messages));
  }

  /** Logs in, reads all that is there, and says how many messages it was. */
  private int look() throws Exception {
    try (Pop3Client client = server.login(account, "secret")) {
      int messages = client.count();
      for (int number = 1; number <= messages; number++) {
        client.retrieve(number);
      }
      client.ok("QUIT");
      return messages;
    }
  }
}
