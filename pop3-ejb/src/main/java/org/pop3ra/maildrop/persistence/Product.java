package org.pop3ra.maildrop.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;

/** A kind of database, where it matters. */
public enum Product {
  /** One process, by file lock; a commit alone does not reach the disk. */
  H2("h2/", "memory", "not persistent"),
  /** And whatever speaks like it. */
  POSTGRESQL("postgresql/", "unlogged", "");

  private final String folder;
  private final String unlogged;
  private final String notPersistent;

  Product(String folder, String unlogged, String notPersistent) {
    this.folder = folder;
    this.unlogged = unlogged;
    this.notPersistent = notPersistent;
  }

  /** Where the migrations are that only this database understands; ends with a slash. */
  String folder() {
    return folder;
  }

  /** What the migrations write in different words. */
  Map<String, String> placeholders() {
    return Map.of("unlogged", unlogged, "not_persistent", notPersistent);
  }

  public static Product of(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return of(connection);
    }
  }

  public static Product of(Connection connection) throws SQLException {
    String name = connection.getMetaData().getDatabaseProductName();
    return name.toLowerCase(Locale.ROOT).equals("h2") ? H2 : POSTGRESQL;
  }
}
