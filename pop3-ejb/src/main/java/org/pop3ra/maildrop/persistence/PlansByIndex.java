package org.pop3ra.maildrop.persistence;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes PostgreSQL go down an index wherever there is one, and plan each statement once.
 *
 * <p>It keeps the plan of a statement that comes often. One that was made while a table was nearly
 * empty, as those of mail are that is fetched and deleted, reads the whole table; and goes on to do
 * so, however long the table has become, until it is analysed again. Each statement of ours that
 * names a maildrop has its index, so that reading whole tables is ruled out for our role in this
 * database; and with it the compiler, which would take the cost that rules it out for a real one.
 *
 * <p>And it keeps none where one for the values at hand looks cheaper, but makes that anew each
 * time, which costs more than to run it. There is but one good plan for each of ours, whatever the
 * values.
 */
final class PlansByIndex {
  private static final System.Logger LOGGER = System.getLogger(PlansByIndex.class.getName());

  /** In alphabetical order. */
  private static final Map<String, String> SETTINGS =
      new TreeMap<>(
          Map.of(
              "enable_seqscan", "off",
              "jit", "off",
              "plan_cache_mode", "force_generic_plan"));

  private static final String IN_WORDS =
      SETTINGS.entrySet().stream()
          .map(setting -> setting.getKey() + " = " + setting.getValue())
          .collect(Collectors.joining(", "));

  /** Connections that a pool opened before this ran for the first time: one or two were seen. */
  private static final int MOST = 8;

  private PlansByIndex() {}

  /** Where connections come from; a pool gives those that are idle first. */
  interface Source {
    Connection get() throws SQLException;
  }

  /**
   * For the connections that are open by now, and for those that our role opens from now on. A
   * database that does not let us is told of in the log, and used as it is.
   */
  static void establish(Source source) throws SQLException {
    List<Connection> connections = new ArrayList<>();
    try {
      do {
        connections.add(source.get());
      } while (establish(connections.get(connections.size() - 1)) && connections.size() < MOST);
      if (connections.size() > 1) {
        LOGGER.log(INFO, "the database's role has " + IN_WORDS + " in this database now");
      }
    } finally {
      for (Connection connection : connections) {
        connection.close();
      }
    }
  }

  /**
   * Says whether this connection lacked it and has it now: others from that time may lack it, too.
   */
  static boolean establish(Connection connection) throws SQLException {
    if (!Product.of(connection).equals(Product.POSTGRESQL) || isEstablished(connection)) {
      return false;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(forNewConnections());
      for (Map.Entry<String, String> setting : SETTINGS.entrySet()) {
        statement.execute("set " + setting.getKey() + " = " + setting.getValue());
      }
      return true;
    } catch (SQLException e) {
      LOGGER.log(
          WARNING,
          "statements may read whole tables, or be planned each time: the database's role could not"
              + " be given "
              + IN_WORDS
              + " by 'alter role ... in database ... set': "
              + e.getMessage());
      return false;
    }
  }

  /** Nodes that start together change one row of the catalogue: one after the other. */
  private static String forNewConnections() {
    return "do $$ begin perform pg_advisory_xact_lock(hashtext('pop3-ra: plans by index')); "
        + SETTINGS.entrySet().stream().map(PlansByIndex::forRole).collect(Collectors.joining())
        + "end $$";
  }

  private static String forRole(Map.Entry<String, String> setting) {
    return "execute format('alter role session_user in database %I set "
        + (setting.getKey() + " = " + setting.getValue())
        + "', current_database()); ";
  }

  private static boolean isEstablished(Connection connection) throws SQLException {
    try (Statement show = connection.createStatement()) {
      for (Map.Entry<String, String> setting : SETTINGS.entrySet()) {
        ResultSet rows = show.executeQuery("show " + setting.getKey());
        if (!rows.next() || !setting.getValue().equals(rows.getString(1))) {
          return false;
        }
      }
      return true;
    }
  }
}
