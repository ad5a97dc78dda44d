package org.pop3ra.account.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.pop3ra.account.domain.AccountException;

class RetriesTest {

  @Test
  void aDatabaseThatIsOutOfReachIsNoBug() {
    SQLException lost = new SQLException("connection lost", "08006");

    assertThatThrownBy(() -> Retries.run(() -> fail(new IllegalStateException(lost))))
        .isInstanceOfSatisfying(
            AccountException.class,
            e -> assertThat(e.reason()).isEqualTo(AccountException.Reason.BUSY));
  }

  @Test
  void aBugStaysABug() {
    RuntimeException bug = new IllegalStateException(new SQLException("no such column", "42703"));

    assertThatThrownBy(() -> Retries.run(() -> fail(bug))).isSameAs(bug);
  }

  @Test
  void aLostRaceIsRunAgain() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    SQLException lost = new SQLException(new SQLException("key is taken", "23505"));

    assertThat(
            Retries.run(
                () ->
                    attempts.incrementAndGet() < 3
                        ? fail(new IllegalStateException(lost))
                        : attempts.get()))
        .isEqualTo(3);
  }

  private static Integer fail(RuntimeException thrown) {
    throw thrown;
  }
}
