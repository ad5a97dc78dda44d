package org.pop3ra.maildrop.service;

import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Stops once after all statements of a transaction, before its commit, until told to go on. */
final class PausingTransactions implements Transactions {
  private final Transactions transactions;
  private final AtomicBoolean pauseNext = new AtomicBoolean();
  private final CountDownLatch paused = new CountDownLatch(1);
  private final CountDownLatch resumed = new CountDownLatch(1);

  PausingTransactions(Transactions transactions) {
    this.transactions = transactions;
  }

  void pauseBeforeCommit() {
    pauseNext.set(true);
  }

  void awaitPause() throws InterruptedException {
    if (!paused.await(20, TimeUnit.SECONDS)) {
      throw new AssertionError("never got there");
    }
  }

  void resume() {
    resumed.countDown();
  }

  @Override
  public <T, E extends Exception> T call(Work<T, E> work) throws SQLException, E {
    return transactions.call(
        connection -> {
          T result = work.in(connection);
          if (pauseNext.getAndSet(false)) {
            paused.countDown();
            await();
          }
          return result;
        });
  }

  private void await() {
    try {
      if (!resumed.await(20, TimeUnit.SECONDS)) {
        throw new AssertionError("never told to go on");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
