package org.pop3ra.example.orders;

import static jakarta.ejb.TransactionManagementType.BEAN;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.EJBException;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;

/**
 * A shop to try: a database in memory with the clerk {@code orders}, whose password is {@code
 * secret}, and 120 orders, of which the last three are still open.
 */
@Singleton
@Startup
@TransactionManagement(BEAN)
@DataSourceDefinition(
    name = "java:app/jdbc/shop",
    className = "org.h2.jdbcx.JdbcDataSource",
    url = "jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
    user = "sa",
    password = "sa")
public class DemoData {
  private static final int ORDERS = 120;
  private static final int OPEN = 3;
  private static final OffsetDateTime FIRST =
      OffsetDateTime.of(2026, 1, 2, 9, 0, 0, 0, ZoneOffset.UTC);

  private static final List<String> TABLES =
      List.of(
          "drop table if exists clerk",
          "drop table if exists purchase",
          "create table clerk (name varchar(100) primary key, salt varbinary(32), hash varbinary(32))",
          "create table purchase (number bigint primary key, placed timestamp with time zone,"
              + " customer varchar(200), goods varchar(1000), cents bigint,"
              + " shipped boolean, archived boolean default false)");

  @Resource(lookup = "java:app/jdbc/shop")
  private DataSource database;

  @PostConstruct
  void fill() {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.execute(table);
      }
      hire(connection);
      sell(connection);
    } catch (SQLException e) {
      throw new EJBException(e);
    }
  }

  private static void hire(Connection connection) throws SQLException {
    byte[] salt = new byte[PasswordHash.OCTETS];
    new SecureRandom().nextBytes(salt);
    try (PreparedStatement insert =
        connection.prepareStatement("insert into clerk values ('orders', ?, ?)")) {
      insert.setBytes(1, salt);
      insert.setBytes(2, PasswordHash.of("secret", salt));
      insert.execute();
    }
  }

  private static void sell(Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into purchase (number, placed, customer, goods, cents, shipped)"
                + " values (?, ?, ?, ?, ?, ?)")) {
      for (int number = 1; number <= ORDERS; number++) {
        insert.setLong(1, number);
        insert.setObject(2, FIRST.plusHours(number));
        insert.setString(3, "Customer No. " + number);
        insert.setString(4, number + " caf\u00e9 cups");
        insert.setLong(5, number * 399L);
        insert.setBoolean(6, number <= ORDERS - OPEN);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
