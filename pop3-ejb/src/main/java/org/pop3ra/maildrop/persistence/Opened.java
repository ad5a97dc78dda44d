package org.pop3ra.maildrop.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * Which opening of a database of H2's this is: a table that all connections see, and that is gone
 * when the database is closed.
 */
public record Opened(Connection connection) {
  private static final String SELECT = "select id from opened";

  /** The same as long as the database stays open, and then never again. */
  public UUID id() throws SQLException {
    try {
      return select();
    } catch (SQLException e) {
      if (!SqlFailure.isMissingTable(e)) {
        throw e;
      }
      create();
      return select();
    }
  }

  private UUID select() throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SELECT)) {
      ResultSet rows = select.executeQuery();
      rows.next();
      return rows.getObject(1, UUID.class);
    }
  }

  /** Unless another thread was faster. */
  private void create() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "create global temporary table if not exists opened as select random_uuid() id");
    }
  }
}
