package org.pop3ra.maildrop.persistence;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Makes PostgreSQL go down an index wherever there is one.
 *
 * <p>It keeps the plan of a statement that comes often. One that was made while a table was nearly
 * empty, as those of mail are that is fetched and deleted, reads the whole table; and goes on to do
 * so, however long the table has become, until it is analysed again. Each statement of ours that
 * names a maildrop has its index, so that reading whole tables is ruled out for our role in this
 * database; and with it the compiler, which would take the cost that rules it out for a real one.
 */
final class PlansByIndex {
  private static final System.Logger LOGGER = System.getLogger(PlansByIndex.class.getName());

  /** Nodes that start together change one row of the catalogue: one after the other. */
  private static final String FOR_NEW_CONNECTIONS =
      """
      do $$ begin
        perform pg_advisory_xact_lock(hashtext('pop3-ra: plans by index'));
        execute format('alter role session_user in database %I set enable_seqscan = off', current_database());
        execute format('alter role session_user in database %I set jit = off', current_database());
      end $$
      """;

  private static final String FOR_THIS_CONNECTION = "set enable_seqscan = off; set jit = off";

  private PlansByIndex() {}

  /**
   * For this connection, and for those that our role opens from now on. A database that does not
   * let us is told of in the log, and used as it is.
   */
  static void establish(Connection connection) throws SQLException {
    if (!Product.of(connection).equals(Product.POSTGRESQL) || isEstablished(connection)) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(FOR_NEW_CONNECTIONS);
      statement.execute(FOR_THIS_CONNECTION);
      LOGGER.log(INFO, "the database's role has enable_seqscan and jit off in this database now");
    } catch (SQLException e) {
      LOGGER.log(
          WARNING,
          "statements may read whole tables: the database's role could not be given"
              + " enable_seqscan = off and jit = off by 'alter role ... in database ... set': "
              + e.getMessage());
    }
  }

  private static boolean isEstablished(Connection connection) throws SQLException {
    try (Statement show = connection.createStatement();
        ResultSet rows = show.executeQuery("show enable_seqscan")) {
      return rows.next() && "off".equals(rows.getString(1));
    }
  }
}
