package org.pop3ra.maildrop.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is run again after it met another transaction, and what never is. */
class RetryingTransactionsTest {

  /** As PostgreSQL says: could not serialize access. */
  private final SQLException conflict = new SQLException("met another", "40001");

  private final FailingTransactions failing = new FailingTransactions();
  private final Transactions retrying = new RetryingTransactions(failing);

  @ParameterizedTest
  @ValueSource(strings = {"40001", "40P01", "55P03", "HYT00", "90131"})
  void aTransactionThatMetAnotherIsRunAgain(String state) throws Exception {
    failing.add(4, new SQLException("met another", state));

    assertThat(retrying.<String, SQLException>call(connection -> "done")).isEqualTo("done");
    assertThat(failing.calls).isEqualTo(5);
  }

  @Test
  void theFifthFailureIsTold() {
    failing.add(100, conflict);

    assertThatThrownBy(() -> retrying.call(connection -> "never")).isSameAs(conflict);
    assertThat(failing.calls).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"08006", "23505", "42703", "53100", "57P01"})
  void noOtherFailureIsTriedAgain(String state) {
    SQLException other = new SQLException("not met", state);
    failing.add(1, other);

    assertThatThrownBy(() -> retrying.call(connection -> "never")).isSameAs(other);
    assertThat(failing.calls).isOne();
  }

  /** It may have happened: done again it would happen twice. */
  @Test
  void aCommitOfUnknownOutcomeIsNotSentAgain() {
    UnknownOutcomeException unknown = new UnknownOutcomeException(conflict);
    failing.add(unknown);

    assertThatThrownBy(() -> retrying.call(connection -> "never")).isSameAs(unknown);
    assertThat(failing.calls).isOne();
  }

  @Test
  void whatTheWorkThrowsOnPurposeIsNoFailure() {
    Exception purpose = new Exception(conflict);

    assertThatThrownBy(
            () ->
                retrying.call(
                    connection -> {
                      throw purpose;
                    }))
        .isSameAs(purpose);
    assertThat(failing.calls).isOne();
  }
}
