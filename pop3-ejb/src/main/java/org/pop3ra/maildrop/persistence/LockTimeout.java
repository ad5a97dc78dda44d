package org.pop3ra.maildrop.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** How long PostgreSQL lets a transaction wait for a row: without a limit, unless it was told. */
public final class LockTimeout {
  private LockTimeout() {}

  /** Whether connections come without a limit. H2 always has one. */
  public static boolean isMissing(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return Product.of(connection) == Product.POSTGRESQL && isZero(connection);
    }
  }

  private static boolean isZero(Connection connection) throws SQLException {
    try (PreparedStatement show = connection.prepareStatement("show lock_timeout")) {
      ResultSet rows = show.executeQuery();
      return rows.next() && "0".equals(rows.getString(1));
    }
  }
}
