package org.pop3ra.maildrop.service;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * For work that reads: each of its statements is a transaction of its own, which the database
 * begins and ends with it. So a query is one way to the database and back, where a transaction of
 * the container has another one for its commit, and its own cost (docs/performance.md). Called
 * outside transactions; thread-safe.
 */
public record Autocommit(DataSource dataSource) implements Transactions {
  public Autocommit {
    requireNonNull(dataSource, "dataSource is null");
  }

  @Override
  public <T, E extends Exception> T call(Work<T, E> work) throws SQLException, E {
    try (Connection connection = dataSource.getConnection()) {
      return work.in(connection);
    } catch (RuntimeException e) {
      throw new BrokenWorkException(e);
    }
  }
}
