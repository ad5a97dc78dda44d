package org.pop3ra.deployed;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A server whose database is behind PgBouncer in transaction mode: each transaction may be on
 * another connection, and there are fewer of them than the server's pool has.
 */
@Tag("long")
class PgBouncerIT {

  private static final int CONNECTIONS = 4;
  private static final int SESSIONS = 24;
  private static final Duration SERVICE_RETURNS = Duration.ofSeconds(60);

  /** More than one chunk. */
  private static final String LARGE =
      "Subject: large\r\n\r\n" + "0123456789abcdef\r\n".repeat(20_000);

  private static Postgres postgres;
  private static PgBouncer bouncer;
  private static Node node;
  private static Server server;

  @BeforeAll
  static void startAll() throws Exception {
    Tool.named("pgbouncer", "pgbouncer");
    postgres = Postgres.start();
    // In the URL it would be a parameter of the connection, of which PgBouncer 1.18 knows few.
    postgres.maintenance().execute("alter database pop3 set lock_timeout = '5s'");
    bouncer = PgBouncer.before(postgres, CONNECTIONS);
    node = Node.start("pgbouncer", bouncer.database(), Map.of("POP3_WORKERS", "16"));
    server = node.ready();
  }

  @AfterAll
  static void stopAll() throws Exception {
    if (node != null) {
      node.kill();
    }
    if (bouncer != null) {
      bouncer.stop();
    }
    if (postgres != null) {
      postgres.close();
    }
  }

  @Test
  void manySessionsShareAFewConnections() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(SESSIONS);
    try {
      List<Future<Void>> sessions = new ArrayList<>();
      for (int i = 0; i < SESSIONS; i++) {
        sessions.add(clients.submit(this::deliverFetchAndDelete));
      }
      for (Future<Void> session : sessions) {
        session.get(2, TimeUnit.MINUTES);
      }
    } finally {
      clients.shutdownNow();
    }
    assertThat(
            postgres
                .maintenance()
                .number(
                    "select count(*) from pg_stat_activity"
                        + " where datname = 'pop3' and backend_type = 'client backend'"))
        .isBetween(1L, (long) CONNECTIONS);
  }

  private Void deliverFetchAndDelete() throws Exception {
    String account = server.administration().account();
    for (int round = 0; round < 5; round++) {
      try (LmtpClient lmtp = server.lmtp()) {
        lmtp.deliver("Subject: small\r\n\r\n.\r\n", account);
        lmtp.deliver(LARGE, account);
      }
      try (Pop3Client client = server.login(account, "secret")) {
        assertThat(client.ok("STAT")).startsWith("+OK 2 ");
        assertThat(new String(client.retrieve(2), US_ASCII)).endsWith(LARGE);
        client.ok("DELE 1");
        client.ok("DELE 2");
        client.ok("QUIT");
      }
    }
    return null;
  }

  @Test
  void aMaildropIsListedWholeAndHeldByOne() throws Exception {
    String account = server.administration().account();
    try (LmtpClient lmtp = server.lmtp()) {
      for (int i = 0; i < 300; i++) {
        lmtp.deliver("Subject: " + i + "\r\n\r\n", account);
      }
    }
    try (Pop3Client holder = server.login(account, "secret");
        Pop3Client second = server.connect()) {
      assertThat(holder.ok("STAT")).startsWith("+OK 300 ");
      second.ok();
      second.ok("USER " + account);
      assertThat(second.send("PASS secret")).startsWith("-ERR [IN-USE]");
      for (int number = 1; number <= 300; number++) {
        holder.retrieve(number);
      }
      holder.ok("QUIT");
    }
  }

  @Test
  void aRestartOfItIsToldAndServiceReturns() throws Exception {
    String account = server.administration().account();
    try (LmtpClient lmtp = server.lmtp()) {
      lmtp.deliver("Subject: one\r\n\r\n", account);
    }
    try (Pop3Client client = server.login(account, "secret")) {
      client.ok("DELE 1");
      bouncer.stop();
      assertThat(client.send("QUIT")).startsWith("-ERR [SYS/TEMP]");
    } finally {
      bouncer.start();
    }
    server.awaitMessages(account, 1, SERVICE_RETURNS);
  }
}
