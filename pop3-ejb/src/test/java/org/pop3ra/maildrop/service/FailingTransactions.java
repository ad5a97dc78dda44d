package org.pop3ra.maildrop.service;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;

/** Transactions without a database: fail as they are told to, then run their work. */
final class FailingTransactions implements Transactions {
  private final Deque<Exception> failures = new ArrayDeque<>();
  int calls;

  /** The next ones fail like this. */
  void add(int times, SQLException failure) {
    failures.addAll(Collections.nCopies(times, failure));
  }

  /** The next one ends like this. */
  void add(UnknownOutcomeException unknown) {
    failures.add(unknown);
  }

  @Override
  public <T, E extends Exception> T call(Work<T, E> work) throws SQLException, E {
    calls++;
    Exception failure = failures.poll();
    if (failure instanceof SQLException sql) {
      throw sql;
    }
    if (failure instanceof UnknownOutcomeException unknown) {
      throw unknown;
    }
    return work.in(null);
  }
}
