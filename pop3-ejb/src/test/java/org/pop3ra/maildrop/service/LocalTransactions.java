package org.pop3ra.maildrop.service;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Transactions as a container would run them, on a plain data source. */
public final class LocalTransactions implements Transactions {
  private final DataSource dataSource;

  public LocalTransactions(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public <T, E extends Exception> T call(Work<T, E> work) throws SQLException, E {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      boolean done = false;
      T result;
      try {
        result = work.in(connection);
        done = true;
      } finally {
        if (!done) {
          connection.rollback();
        }
      }
      commit(connection);
      return result;
    }
  }

  private static void commit(Connection connection) {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw new UnknownOutcomeException(e);
    }
  }
}
