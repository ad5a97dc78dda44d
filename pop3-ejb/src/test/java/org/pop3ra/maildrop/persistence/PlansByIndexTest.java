package org.pop3ra.maildrop.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pop3ra.database.Kind;
import org.pop3ra.database.TestDatabase;
import org.pop3ra.maildrop.domain.HeldLease;
import org.pop3ra.maildrop.domain.Incarnation;

class PlansByIndexTest {
  private static final int NODES = 8;

  /** The driver prepares a statement at its fifth use, and PostgreSQL keeps a plan at the sixth. */
  private static final int OFTEN = 20;

  private static final String MESSAGES =
      "insert into message (maildrop, sequence, unique_id, octets, header_octets, stuffed,"
          + " sha256, received, sender, recipient, smtputf8)"
          + " select 1, i, i, 1, 1, false, '', now(), '', '', false"
          + " from generate_series(1, %d) i";

  private final TestDatabase database = TestDatabase.create(Kind.POSTGRESQL);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aPlanThatWasMadeOnAnEmptyTableServesAFullOne() throws Exception {
    try (Connection connection = database.dataSource().getConnection()) {
      execute(connection, "vacuum analyze message");
      try (PreparedStatement delete =
          connection.prepareStatement("delete from message where maildrop = ? and sequence = ?")) {
        deleteOften(delete);
        long scans = scans(connection);
        execute(connection, MESSAGES.formatted(1_000));
        deleteOften(delete);

        assertThat(scans(connection)).as("readings of the whole table").isEqualTo(scans);
      }
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

  /** A few of many messages are less than what a plan for any values expects. */
  @Test
  void aStatementThatComesOftenIsPlannedOnce() throws Exception {
    try (Connection connection = database.dataSource().getConnection()) {
      execute(connection, MESSAGES.formatted(50_000));
      execute(connection, "analyze message");
      HeldLease lease =
          new HeldLease(
              1, UUID.randomUUID(), new Incarnation(UUID.randomUUID(), () -> 0, 0), unused -> {});
      for (int i = 0; i < OFTEN; i++) {
        new MessageTable(connection).bodies(lease, 1, 7);
      }

      assertThat(
              text(
                  connection,
                  "select custom_plans from pg_prepared_statements"
                      + " where statement like 'select m.sequence, b.octets%'"))
          .isEqualTo("0");
    }
  }

  /** One who had what the version before set gets the rest. */
  @Test
  void whatIsMissingIsSet() throws Exception {
    try (Connection connection = database.dataSource().getConnection()) {
      execute(connection, "set plan_cache_mode = auto");
      PlansByIndex.establish(connection);
      assertThat(text(connection, "show plan_cache_mode")).isEqualTo("force_generic_plan");
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

  private static void deleteOften(PreparedStatement delete) throws SQLException {
    for (int i = 1; i <= OFTEN; i++) {
      delete.setLong(1, 1);
      delete.setLong(2, i);
      delete.executeUpdate();
    }
  }

  /** As the statistics know it at the end of this transaction. */
  private static long scans(Connection connection) throws SQLException {
    execute(connection, "select pg_stat_force_next_flush()");
    return Long.parseLong(
        text(connection, "select seq_scan from pg_stat_user_tables where relname = 'message'"));
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
