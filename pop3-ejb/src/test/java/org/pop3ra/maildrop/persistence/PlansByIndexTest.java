package org.pop3ra.maildrop.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pop3ra.database.Kind;
import org.pop3ra.database.TestDatabase;
import org.pop3ra.maildrop.domain.HeldLease;
import org.pop3ra.maildrop.domain.Incarnation;
import org.pop3ra.maildrop.persistence.MessageRemoval.Removed;

class PlansByIndexTest {
  private static final int NODES = 8;

  /** The driver prepares a statement at its fifth use, and PostgreSQL keeps a plan at the sixth. */
  private static final int OFTEN = 20;

  private static final String MESSAGES =
      "insert into message (maildrop, sequence, unique_id, octets, header_octets, stuffed,"
          + " sha256, received, sender, recipient, smtputf8)"
          + " select %s, i, i, 1, 1, false, '', now(), '', '', false"
          + " from generate_series(1, %d) i";

  private static final String FORGET =
      "do $$ begin execute format('alter role session_user in database %I reset plan_cache_mode',"
          + " current_database()); end $$";

  private final TestDatabase database = TestDatabase.create(Kind.POSTGRESQL);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aPlanThatWasMadeOnAnEmptyTableServesAFullOne() throws Exception {
    try (Connection connection = database.dataSource().getConnection()) {
      execute(connection, "vacuum analyze message");
      MessageRemoval removal = new MessageRemoval(connection);
      removeOften(removal);
      long scans = read(connection, "seq_scan", "user_tables");
      execute(connection, MESSAGES.formatted(1, 1_000));
      removeOften(removal);

      assertThat(read(connection, "seq_scan", "user_tables")).isEqualTo(scans);
    }
  }

  /** As most have few messages, to read the whole maildrop looks cheap. */
  @Test
  void someMessagesOfALargeMaildropAreFoundOneByOne() throws Exception {
    try (Connection connection = database.dataSource().getConnection()) {
      execute(connection, MESSAGES.formatted("i % 6000 + 10", 6_000));
      execute(connection, MESSAGES.formatted(1, 20_000));
      execute(connection, "vacuum analyze message");
      MessageRemoval removal = new MessageRemoval(connection);
      removeOften(removal);
      long before = read(connection, "sum(idx_tup_read)", "user_indexes");

      Removed removed = removal.remove(1, everyFortieth(), 0);

      assertThat(removed.messages()).isEqualTo(500);
      assertThat(read(connection, "sum(idx_tup_read)", "user_indexes") - before)
          .as("entries of indexes")
          .isLessThan(5_000);
    }
  }

  @Test
  void newConnectionsHaveIt() throws Exception {
    try (Connection first = database.dataSource().getConnection();
        Connection second = database.dataSource().getConnection();
        Connection third = database.dataSource().getConnection()) {
      for (Connection connection : List.of(first, second, third)) {
        assertThat(text(connection, "show enable_seqscan")).isEqualTo("off");
        assertThat(text(connection, "show jit")).isEqualTo("off");
        assertThat(text(connection, "show plan_cache_mode")).isEqualTo("force_generic_plan");
      }
    }
  }

  /** While tables are nearly empty a look-up costs as much as to read all of a maildrop. */
  @Test
  void bodiesOfALargeMaildropAreFoundOneByOne() throws Exception {
    try (Connection connection = database.dataSource().getConnection()) {
      execute(connection, "vacuum analyze message");
      execute(connection, "vacuum analyze body");
      HeldLease lease = held(connection);
      bodiesOften(connection, lease);
      execute(connection, MESSAGES.formatted(1, 1_000));
      execute(connection, "insert into body select 1, i, '' from generate_series(1, 1000) i");
      long before = read(connection, "sum(idx_tup_read)", "user_indexes", "body");

      assertThat(new MessageTable(connection).bodies(lease, 1, 20)).hasSize(20);

      assertThat(read(connection, "sum(idx_tup_read)", "user_indexes", "body") - before)
          .isLessThan(100);
    }
  }

  /** The index of contents holds but a few rows, as long as most messages have none. */
  @Test
  void aRemovalDoesNotReadTheIndexOfContents() throws Exception {
    try (Connection connection = database.dataSource().getConnection()) {
      execute(connection, MESSAGES.formatted(1, 20));
      execute(connection, "update message set content = 7 where sequence = 3");
      execute(connection, "vacuum analyze message");
      MessageRemoval removal = new MessageRemoval(connection);
      removal.remove(1, new long[] {1, 2, 3}, LeftoverTable.PIECE);

      assertThat(text(connection, "select content from leftover")).isEqualTo("7");
      execute(connection, "select pg_stat_force_next_flush()");
      String scans =
          "select idx_scan from pg_stat_user_indexes where indexrelname = 'message_by_content'";
      assertThat(text(connection, scans)).isEqualTo("0");
    }
  }

  /** A few of many messages are less than what a plan for any values expects. */
  @Test
  void aStatementThatComesOftenIsPlannedOnce() throws Exception {
    try (Connection connection = database.dataSource().getConnection()) {
      execute(connection, MESSAGES.formatted(1, 50_000));
      execute(connection, "analyze message");
      bodiesOften(connection, held(connection));

      assertThat(
              text(
                  connection,
                  "select custom_plans from pg_prepared_statements"
                      + " where statement like 'select m.sequence, (select b.octets%'"))
          .isEqualTo("0");
    }
  }

  /** A pool may have opened some before the role had it, at the very first start. */
  @Test
  void allConnectionsThatAreOpenGetIt() throws Exception {
    try (Connection first = database.dataSource().getConnection();
        Connection second = database.dataSource().getConnection();
        Connection third = database.dataSource().getConnection()) {
      execute(first, FORGET);
      for (Connection connection : List.of(first, second, third)) {
        execute(connection, "set plan_cache_mode = auto");
      }
    }

    PlansByIndex.establish(database.dataSource()::getConnection);

    newConnectionsHaveIt();
  }

  /** A role that has what an earlier version set gets the rest. */
  @Test
  void whatIsMissingIsSet() throws Exception {
    try (Connection connection = database.dataSource().getConnection()) {
      execute(connection, FORGET);
      execute(connection, "set plan_cache_mode = auto");

      PlansByIndex.establish(connection);

      assertThat(text(connection, "show plan_cache_mode")).isEqualTo("force_generic_plan");
    }
    try (Connection later = database.dataSource().getConnection()) {
      assertThat(text(later, "show plan_cache_mode")).isEqualTo("force_generic_plan");
    }
  }

  @Test
  void nodesThatStartTogetherDoNotDisturbEachOther() throws Exception {
    ExecutorService nodes = Executors.newFixedThreadPool(NODES);
    try {
      Callable<String> node =
          () -> {
            try (Connection connection = database.dataSource().getConnection()) {
              execute(connection, "set enable_seqscan = on");
              PlansByIndex.establish(connection);
              // Not if the change was refused.
              return text(connection, "show enable_seqscan");
            }
          };
      for (Future<String> setting :
          nodes.invokeAll(IntStream.range(0, 10 * NODES).mapToObj(i -> node).toList())) {
        assertThat(setting.get()).isEqualTo("off");
      }
    } finally {
      nodes.shutdown();
    }
  }

  private static HeldLease held(Connection connection) throws SQLException {
    UUID token = UUID.randomUUID();
    execute(
        connection, "insert into lease (maildrop, fence, token) values (1, 1, '" + token + "')");
    Incarnation incarnation = new Incarnation(UUID.randomUUID(), () -> 0, 0);
    return new HeldLease(1, token, incarnation, unused -> {});
  }

  private static void bodiesOften(Connection connection, HeldLease lease) throws SQLException {
    for (int i = 0; i < OFTEN; i++) {
      new MessageTable(connection).bodies(lease, 1, 7);
    }
  }

  private static void removeOften(MessageRemoval removal) throws SQLException {
    for (int i = 1; i <= OFTEN; i++) {
      removal.remove(1, new long[] {i}, 0);
    }
  }

  private static long[] everyFortieth() {
    return LongStream.rangeClosed(1, 500).map(i -> 40 * i).toArray();
  }

  private static long read(Connection connection, String what, String where) throws SQLException {
    return read(connection, what, where, "message");
  }

  /** As the statistics of a table know it at the end of this transaction. */
  private static long read(Connection connection, String what, String where, String table)
      throws SQLException {
    execute(connection, "select pg_stat_force_next_flush()");
    return Long.parseLong(
        text(
            connection,
            "select %s from pg_stat_%s where relname = '%s'".formatted(what, where, table)));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
