package org.pop3ra.maildrop.service;

import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

/** Transactions without a database: fail as they are told to, then run their work. */
final class FailingTransactions implements Transactions {
  private final Failures failures = new Failures();
  int calls;

  /** The next ones fail like this. */
  void add(int times, SQLException failure) {
    failures.add(Collections.nCopies(times, failure));
  }

  /** The next one ends like this. */
  void add(UnknownOutcomeException unknown) {
    failures.add(List.of(unknown));
  }

  @Override
  public <T, E extends Exception> T call(Work<T, E> work) throws SQLException, E {
    calls++;
    failures.throwNext(SQLException.class, UnknownOutcomeException.class);
    return work.in(null);
  }
}
