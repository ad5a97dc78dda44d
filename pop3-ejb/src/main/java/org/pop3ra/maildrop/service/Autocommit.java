package org.pop3ra.maildrop.service;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.pop3ra.maildrop.persistence.SqlFailure;

/**
 * For work that reads: each of its statements is a transaction of its own, which the database
 * begins and ends with it. So a query is one way to the database and back, where a transaction of
 * the container has another one for its commit, and its own cost (ADR 21). Called outside
 * transactions; thread-safe.
 */
public record Autocommit(DataSource dataSource) implements Transactions {
  public Autocommit {
    requireNonNull(dataSource, "dataSource is null");
  }

  @Override
  public <T, E extends Exception> T call(Work<T, E> work) throws SQLException, E {
    try (Connection connection = connection()) {
      return call(work, connection);
    }
  }

  private static <T, E extends Exception> T call(Work<T, E> work, Connection connection)
      throws SQLException, E {
    try {
      return work.in(connection);
    } catch (RuntimeException e) {
      throw new BrokenWorkException(e);
    }
  }

  private Connection connection() throws SQLException {
    try {
      return dataSource.getConnection();
    } catch (SQLException | RuntimeException e) {
      throw SqlFailure.noConnection(e);
    }
  }
}
