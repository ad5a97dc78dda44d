package org.pop3ra.account.persistence;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What an installation has but once. */
final class InstallationTable {
  private static final int SECRET_OCTETS = 32;
  private static final int ONLY_ROW = 1;

  private InstallationTable() {}

  /** Its secret; a duplicate key means that another transaction made one at the same time. */
  static byte[] secret(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select secret from installation where id = ?")) {
      select.setInt(1, ONLY_ROW);
      ResultSet rows = select.executeQuery();
      return rows.next() ? rows.getBytes(1) : newSecret(connection);
    }
  }

  private static byte[] newSecret(Connection connection) throws SQLException {
    byte[] secret = new byte[SECRET_OCTETS];
    new SecureRandom().nextBytes(secret);
    try (PreparedStatement insert =
        connection.prepareStatement("insert into installation (id, secret) values (?, ?)")) {
      insert.setInt(1, ONLY_ROW);
      insert.setBytes(2, secret);
      insert.executeUpdate();
      return secret;
    }
  }
}
