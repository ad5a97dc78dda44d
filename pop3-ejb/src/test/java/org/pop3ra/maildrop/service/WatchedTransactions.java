package org.pop3ra.maildrop.service;

import java.sql.SQLException;

/** Says when one is over, so that a test can do something between two of them. */
final class WatchedTransactions implements Transactions {
  private final Transactions transactions;
  private Watch watch = () -> {};

  WatchedTransactions(Transactions transactions) {
    this.transactions = transactions;
  }

  /** What happens between two transactions. */
  interface Watch {
    void look() throws SQLException;
  }

  void afterEach(Watch next) {
    watch = next;
  }

  @Override
  public <T, E extends Exception> T call(Work<T, E> work) throws SQLException, E {
    T result = transactions.call(work);
    watch.look();
    return result;
  }
}
