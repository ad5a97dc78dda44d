package org.pop3ra.maildrop.service;

import static java.lang.System.Logger.Level.WARNING;
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
  private static final FailureLog FAILURES =
      new FailureLog(System.getLogger(Autocommit.class.getName()), System::nanoTime);

  public Autocommit {
    requireNonNull(dataSource, "dataSource is null");
  }

  @Override
  public <T, E extends Exception> T call(Work<T, E> work) throws SQLException, E {
    Connection connection = connection();
    try {
      return call(work, connection);
    } finally {
      close(connection);
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

  /** What was read is read, and what failed has its reason: this changes neither. */
  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException | RuntimeException e) {
      FAILURES.log(WARNING, "cannot give a connection back", e);
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
