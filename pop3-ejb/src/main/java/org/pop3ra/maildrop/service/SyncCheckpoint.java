package org.pop3ra.maildrop.service;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.pop3ra.maildrop.persistence.Opened;

/** H2's own. Thread-safe. */
record SyncCheckpoint(DataSource dataSource) implements GroupCheckpoint.Checkpoint {
  SyncCheckpoint {
    requireNonNull(dataSource, "dataSource is null");
  }

  @Override
  public UUID run() throws SQLException {
    // On one connection, which does not outlive the opening.
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      UUID opening = new Opened(connection).id();
      statement.execute("checkpoint sync");
      return opening;
    }
  }

  @Override
  public UUID opening() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return new Opened(connection).id();
    }
  }
}
