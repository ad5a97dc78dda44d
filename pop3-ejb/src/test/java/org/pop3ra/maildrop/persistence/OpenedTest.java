package org.pop3ra.maildrop.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenedTest {
  @TempDir private Path directory;
  private final JdbcDataSource database = new JdbcDataSource();

  @BeforeEach
  void inAFile() {
    database.setURL("jdbc:h2:file:" + directory.resolve("pop3"));
  }

  @Test
  void isTheSameForAllUntilTheDatabaseIsClosed() throws Exception {
    UUID before;
    try (Connection one = database.getConnection();
        Connection two = database.getConnection()) {
      before = new Opened(one).id();
      assertThat(new Opened(two).id()).isEqualTo(before);
      closeAtOnce(one);
    }

    try (Connection again = database.getConnection()) {
      assertThat(new Opened(again).id()).isNotEqualTo(before);
    }
  }

  /** As those of Payara's pool do. */
  @Test
  void isFoundByConnectionsThatWrapWhatTheDriverSays() throws Exception {
    try (Connection one = database.getConnection()) {
      assertThat(new Opened(wrapping(one)).id()).isEqualTo(new Opened(one).id());
    }
  }

  @Test
  void whatElseFailsIsTold() throws Exception {
    try (Connection one = database.getConnection()) {
      closeAtOnce(one);

      assertThatThrownBy(() -> new Opened(wrapping(one)).id()).isInstanceOf(SQLException.class);
    }
  }

  private static Connection wrapping(Connection connection) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          try {
            return method.invoke(connection, arguments);
          } catch (InvocationTargetException e) {
            throw new SQLException("wrapped", e.getCause());
          }
        };
    return (Connection)
        Proxy.newProxyInstance(
            OpenedTest.class.getClassLoader(), new Class<?>[] {Connection.class}, handler);
  }

  /** As H2 does when it cannot write. */
  private static void closeAtOnce(Connection connection) throws SQLException {
    connection.createStatement().execute("shutdown immediately");
  }
}
