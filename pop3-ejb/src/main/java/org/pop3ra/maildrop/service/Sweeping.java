package org.pop3ra.maildrop.service;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;
import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;
import org.pop3ra.maildrop.persistence.HeartbeatTable;
import org.pop3ra.maildrop.persistence.LeaseTable;
import org.pop3ra.maildrop.persistence.LeftoverTable;
import org.pop3ra.maildrop.persistence.MaildropTable;
import org.pop3ra.maildrop.persistence.MessageRemoval;
import org.pop3ra.maildrop.persistence.MessageRemoval.Removed;
import org.pop3ra.maildrop.persistence.MessageTable;
import org.pop3ra.maildrop.persistence.OutcomeTable;

/**
 * Removes what nothing refers to any more, in short transactions: bodies and contents of removed
 * messages, uploads that were never delivered, maildrops of deleted accounts, old outcomes, dead
 * heartbeats. Several nodes may sweep at once. Thread-safe.
 */
public final class Sweeping {
  private static final System.Logger LOGGER = System.getLogger(Sweeping.class.getName());

  private static final int MESSAGES = 500;

  private final Transactions transactions;
  private final FailureLog failures;
  private final ContentSweep contents;
  private final LeftoverSweep leftovers;
  private volatile boolean stopped;

  Sweeping(Transactions transactions, LongSupplier nanoTime) {
    this.transactions = requireNonNull(transactions, "transactions is null");
    this.contents = new ContentSweep(transactions, this::goOn);
    this.leftovers = new LeftoverSweep(transactions, contents, this::goOn);
    this.failures = new FailureLog(LOGGER, nanoTime);
  }

  /**
   * From now on nothing is removed; a run that is under way ends after its transaction, or the few
   * that belong together. The next sweep, here or elsewhere, goes on.
   */
  public void stop() {
    stopped = true;
  }

  /** Removes what can be removed now; of uploads that were never delivered some hundreds. */
  public void run() {
    try {
      sweep();
    } catch (CancellationException e) {
      LOGGER.log(DEBUG, "a sweep ended before it was through");
    }
  }

  private void sweep() {
    attempt("sweep of maildrops", this::maildrops);
    attempt("sweep of leftovers", leftovers::run);
    attempt("sweep of contents", contents::expired);
    attempt("sweep of outcomes", () -> update(c -> new OutcomeTable(c).deleteOld()));
    attempt("sweep of heartbeats", () -> update(c -> new HeartbeatTable(c).deleteDead()));
  }

  private interface Sweep {
    void run() throws SQLException;
  }

  private void attempt(String what, Sweep sweep) {
    try {
      goOn();
      sweep.run();
    } catch (SQLException | UnknownOutcomeException e) {
      failures.log(WARNING, what, e);
    }
  }

  /** Stands where nothing is half done that another sweep would not finish. */
  private void goOn() {
    if (stopped) {
      throw new CancellationException();
    }
  }

  private void update(Transactions.Work<Integer, SQLException> work) throws SQLException {
    transactions.call(work);
  }

  private void maildrops() throws SQLException {
    Optional<Long> abandoned;
    do {
      goOn();
      abandoned = transactions.call(c -> new MaildropTable(c).abandoned());
    } while (abandoned.isPresent() && empty(abandoned.get()));
  }

  /** Says {@code false} if that did not work out: another sweep, here or elsewhere, will do it. */
  private boolean empty(long maildrop) throws SQLException {
    while (transactions.call(c -> removeSome(c, maildrop)) > 0) {
      goOn();
    }
    return transactions.call(
        connection -> {
          new LeaseTable(connection).delete(maildrop);
          return new MaildropTable(connection).deleteEmpty(maildrop);
        });
  }

  private static int removeSome(java.sql.Connection connection, long maildrop) throws SQLException {
    MessageTable messages = new MessageTable(connection);
    long[] sequences = messages.oldest(maildrop, MESSAGES);
    if (sequences.length > 0) {
      Removed removed =
          new MessageRemoval(connection).remove(maildrop, sequences, LeftoverTable.PIECE);
      new MaildropTable(connection).removed(maildrop, removed.messages(), removed.octets());
    }
    return sequences.length;
  }
}
