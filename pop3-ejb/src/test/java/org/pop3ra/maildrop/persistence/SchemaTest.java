package org.pop3ra.maildrop.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pop3ra.database.Kind;
import org.pop3ra.database.TestDatabase;

class SchemaTest {

  @ParameterizedTest
  @EnumSource
  void bringsAnEmptyDatabaseUpToDateAndLeavesAnUpToDateOneAlone(Kind kind) {
    try (TestDatabase database = TestDatabase.create(kind)) {
      assertThatCode(() -> new Schema(database.dataSource()).migrate()).doesNotThrowAnyException();
    }
  }

  /** The clients of an account that is there go on logging in, under all of its names. */
  @ParameterizedTest
  @EnumSource
  void theVerifiersOfAnAccountBecomeThoseOfItsNames(Kind kind) throws SQLException {
    JdbcConnectionPool database = TestDatabase.empty(kind);
    try {
      migrate(database, "3");
      try (Connection connection = database.getConnection();
          Statement statement = connection.createStatement()) {
        insert(statement, 1, "'SCRAM-SHA-1$4096:c2FsdA==$a:b SCRAM-SHA-256$4096:c2FsdA==$a:b'");
        insert(statement, 2, "null");
        insert(statement, 3, "'not verifiers'");
      }

      new Schema(database).migrate();

      String scram = "SCRAM-SHA-1$4096:c2FsdA==$a:b SCRAM-SHA-256$4096:c2FsdA==$a:b";
      assertThat(names(database))
          .containsExactly(
              "a1 " + scram + " 4096",
              "a1@example.org " + scram + " 4096",
              "a2 null null",
              "a2@example.org null null",
              "a3 not verifiers null",
              "a3@example.org not verifiers null");
    } finally {
      database.dispose();
    }
  }

  private static void migrate(DataSource database, String target) throws SQLException {
    ClassLoader loader = SchemaTest.class.getClassLoader();
    Product product = Product.of(database);
    Flyway.configure(loader)
        .dataSource(database)
        .resourceProvider(new Migrations(loader, product))
        .locations(new String[0])
        .failOnMissingLocations(false)
        .placeholders(product.placeholders())
        .target(target)
        .load()
        .migrate();
  }

  private static void insert(Statement statement, int id, String scram) throws SQLException {
    statement.execute(
        """
        insert into account (id, name, password_version, enabled, scram)
        values (%1$d, 'a%1$d', 1, true, %2$s)"""
            .formatted(id, scram));
    statement.execute(
        """
        insert into login_name (name, account, is_address)
        values ('a%1$d', %1$d, false), ('a%1$d@example.org', %1$d, true)"""
            .formatted(id));
  }

  private static List<String> names(DataSource database) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      ResultSet rows =
          statement.executeQuery(
              "select name, scram, scram_iterations from login_name order by name");
      while (rows.next()) {
        names.add(rows.getString(1) + " " + rows.getString(2) + " " + rows.getObject(3));
      }
    }
    return names;
  }
}
