package org.pop3ra.maildrop.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFailureTest {

  @ParameterizedTest
  @CsvSource({
    "40001, CONFLICT",
    "40P01, CONFLICT",
    "HYT00, CONFLICT",
    "90131, CONFLICT",
    "55P03, CONFLICT",
    "08006, UNAVAILABLE",
    "57P01, UNAVAILABLE",
    "53300, UNAVAILABLE",
    "25006, UNAVAILABLE",
    "90098, UNAVAILABLE",
    "53100, FULL",
    "23505, DUPLICATE",
    "22001, BUG",
    "42703, BUG",
    "42P01, UNAVAILABLE",
    "42S02, UNAVAILABLE"
  })
  void isToldByTheState(String state, SqlFailure failure) {
    assertThat(SqlFailure.of(new SQLException("failed", state))).isEqualTo(failure);
    assertThat(SqlFailure.of(new SQLException(new SQLException("failed", state))))
        .isEqualTo(failure);
  }

  @Test
  void aPoolThatNamesNoStateIsUnavailable() {
    assertThat(SqlFailure.of(new SQLException("no connection"))).isEqualTo(SqlFailure.UNAVAILABLE);
  }

  /** As Payara tells of a connection that the database has ended: the last cause has no state. */
  @Test
  void aPoolThatCannotBeginATransactionIsUnavailable() {
    XAException start = new XAException("This connection has been closed.");
    RuntimeException enlisting = new RuntimeException("Got exception during start", start);

    assertThat(SqlFailure.of(new SQLException("Error in allocating a connection", enlisting)))
        .isEqualTo(SqlFailure.UNAVAILABLE);
  }

  @Test
  void aBugIsABug() {
    assertThat(SqlFailure.of(new SQLException(new NullPointerException())))
        .isEqualTo(SqlFailure.BUG);
  }

  @Test
  void aFullDiskIsToldByItsMessageWhereThereIsNoState() {
    SQLException failure =
        new SQLException("IO", "90031", new IOException("No space left on device"));

    assertThat(SqlFailure.of(failure)).isEqualTo(SqlFailure.FULL);
  }

  @Test
  void whatTheDatabaseSaidIsTheDeepestState() {
    SQLException driver = new SQLException("wrong password", "28P01");
    SQLException wrapped = new SQLException("wrapped", new IllegalStateException(driver));

    assertThat(SqlFailure.state(new IllegalStateException(wrapped))).isEqualTo("28P01");
    assertThat(SqlFailure.state(SqlFailure.noConnection(driver))).isEqualTo("28P01");
    assertThat(SqlFailure.of(SqlFailure.noConnection(driver))).isEqualTo(SqlFailure.UNAVAILABLE);
    assertThat(SqlFailure.state(new SQLException("none"))).isEmpty();
  }

  @Test
  void isFoundUnderWhatElseWasThrown() {
    Exception thrown = new IllegalStateException(new SQLException(new SQLException("x", "40001")));

    assertThat(SqlFailure.in(thrown)).contains(SqlFailure.CONFLICT);
    assertThat(SqlFailure.in(new IOException("other"))).isEmpty();
  }
}
