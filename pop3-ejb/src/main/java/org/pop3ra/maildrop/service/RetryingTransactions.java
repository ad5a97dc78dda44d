package org.pop3ra.maildrop.service;

import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.pop3ra.maildrop.persistence.SqlFailure;

/** Runs work again, a few times, when its transaction met another one. */
final class RetryingTransactions implements Transactions {
  private static final int ATTEMPTS = 5;
  private static final long FIRST_PAUSE_MILLIS = 4;

  private final Transactions transactions;

  RetryingTransactions(Transactions transactions) {
    this.transactions = requireNonNull(transactions, "transactions is null");
  }

  @Override
  public <T, E extends Exception> T call(Work<T, E> work) throws SQLException, E {
    for (int attempt = 1; ; attempt++) {
      try {
        return transactions.call(work);
      } catch (SQLException e) {
        if (attempt == ATTEMPTS || SqlFailure.of(e) != SqlFailure.CONFLICT) {
          throw e;
        }
        pause(attempt);
      }
    }
  }

  /** Longer each time, and never the same: or those who met meet again. */
  static void pause(int attempt) {
    long bound = FIRST_PAUSE_MILLIS << attempt;
    long millis = ThreadLocalRandom.current().nextLong(bound / 2, bound);
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
