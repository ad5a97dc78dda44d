package org.pop3ra.maildrop.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3ra.database.Kind;
import org.pop3ra.maildrop.persistence.SqlFailure;
import org.pop3ra.maildrop.service.StoreFixture.TestNode;
import org.pop3ra.maildrop.service.StoreFixture.User;
import org.pop3ra.spi.OpenMaildrop;
import org.postgresql.ds.PGSimpleDataSource;

/** Reads without a transaction of their own. */
class AutocommitTest {
  private final StoreFixture store = new StoreFixture(Kind.H2);
  private final Transactions reads = new Autocommit(store.dataSource);
  private final List<Connection> used = new ArrayList<>();

  @Test
  void theDatabaseCommitsEachStatement() throws SQLException {
    assertThat(reads.<Boolean, SQLException>call(this::autocommit)).isTrue();
  }

  @Test
  void whatWasDoneLeavesNoConnectionOpen() throws SQLException {
    reads.call(this::autocommit);

    assertThat(used).singleElement().matches(AutocommitTest::closed);
  }

  @Test
  void whatFailedLeavesNoConnectionOpen() {
    SQLException failure = new SQLException("gone", "08006");

    assertThatThrownBy(() -> reads.call(connection -> failing(connection, failure)))
        .isSameAs(failure);
    assertThat(used).singleElement().matches(AutocommitTest::closed);
  }

  @Test
  void aBugIsTold() {
    IllegalStateException bug = new IllegalStateException("ours");

    assertThatThrownBy(() -> reads.call(connection -> broken(connection, bug)))
        .isInstanceOf(BrokenWorkException.class)
        .hasCause(bug);
    assertThat(used).singleElement().matches(AutocommitTest::closed);
  }

  /** Whatever a driver or a pool says of it: wait, and look at the database. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoGetsNoConnectionHasNotDoneAnythingWrong(boolean refused) {
    Exception reason =
        refused ? new SQLException("password", "28P01") : new IllegalStateException("going down");
    Transactions none = new Autocommit(new NoConnections(reason));

    assertThatThrownBy(() -> none.call(connection -> "never"))
        .isInstanceOfSatisfying(
            SQLException.class,
            e -> assertThat(SqlFailure.of(e)).isEqualTo(SqlFailure.UNAVAILABLE));
  }

  /** It was read, whatever becomes of the connection. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anAnswerOutlivesAConnectionThatCannotBeGivenBack(boolean checked) throws SQLException {
    Exception reason = checked ? new SQLException("gone") : new IllegalStateException("going down");
    Transactions once = new Autocommit(new Unreturnable(reason));

    assertThat(once.<String, SQLException>call(connection -> "read")).isEqualTo("read");
    assertThatThrownBy(() -> once.call(connection -> failing(connection, failure())))
        .hasMessage("gone away");
  }

  private static SQLException failure() {
    return new SQLException("gone away", "08006");
  }

  /** A commit is another way to the database and back. */
  @ParameterizedTest
  @EnumSource
  void noMessageIsReadInATransaction(Kind kind) throws Exception {
    StoreFixture fixture = new StoreFixture(kind);
    CountingTransactions[] counting = new CountingTransactions[1];
    TestNode node =
        fixture.node(fixture.dataSource, t -> counting[0] = new CountingTransactions(t));
    User user = fixture.user();
    fixture.deliver(node, user, "a\r\n", "bcd\r\n");
    OpenMaildrop open = node.open(user);
    int before = counting[0].statements();

    assertThat(StoreFixture.read(node, open, 1)).asString().isEqualTo("bcd\r\n");
    assertThat(node.services().maildrops().readAhead(open.lease(), 1, 2)).hasSize(2);

    assertThat(counting[0].statements()).isEqualTo(before);
  }

  /** Gives none, for this reason. */
  private static final class NoConnections extends PGSimpleDataSource {
    private static final long serialVersionUID = 1L;
    private final Exception reason;

    private NoConnections(Exception reason) {
      this.reason = reason;
    }

    @Override
    public Connection getConnection() throws SQLException {
      if (reason instanceof SQLException refused) {
        throw refused;
      }
      throw new IllegalStateException(reason);
    }
  }

  /** Its connections fail when they are closed, for this reason. */
  private static final class Unreturnable extends PGSimpleDataSource {
    private static final long serialVersionUID = 1L;
    private final Exception reason;

    private Unreturnable(Exception reason) {
      this.reason = reason;
    }

    @Override
    public Connection getConnection() {
      return (Connection)
          Proxy.newProxyInstance(
              Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, this::answer);
    }

    private Object answer(Object proxy, Method method, Object... arguments) throws Exception {
      if (method.getName().equals("close")) {
        throw reason;
      }
      throw new UnsupportedOperationException(method.getName());
    }
  }

  private boolean autocommit(Connection connection) throws SQLException {
    used.add(connection);
    return connection.getAutoCommit();
  }

  private Void failing(Connection connection, SQLException failure) throws SQLException {
    used.add(connection);
    throw failure;
  }

  private Void broken(Connection connection, IllegalStateException bug) {
    used.add(connection);
    throw bug;
  }

  private static boolean closed(Connection connection) {
    try {
      return connection.isClosed();
    } catch (SQLException e) {
      return false;
    }
  }
}
