package org.pop3ra.maildrop.service;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;
import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;
import org.pop3ra.maildrop.persistence.ContentTable;
import org.pop3ra.maildrop.persistence.ContentTable.Claim;
import org.pop3ra.maildrop.persistence.HeartbeatTable;
import org.pop3ra.maildrop.persistence.LeaseTable;
import org.pop3ra.maildrop.persistence.LeftoverTable;
import org.pop3ra.maildrop.persistence.LeftoverTable.Leftover;
import org.pop3ra.maildrop.persistence.MaildropTable;
import org.pop3ra.maildrop.persistence.MessageTable;
import org.pop3ra.maildrop.persistence.MessageTable.Removed;
import org.pop3ra.maildrop.persistence.OutcomeTable;
import org.pop3ra.spi.Content;

/**
 * Removes what nothing refers to any more, in short transactions: bodies and contents of removed
 * messages, uploads that were never delivered, maildrops of deleted accounts, old outcomes, dead
 * heartbeats. Several nodes may sweep at once. Thread-safe.
 */
public final class Sweeping {
  private static final System.Logger LOGGER = System.getLogger(Sweeping.class.getName());

  /** What one transaction may remove, in octets. */
  private static final int PIECE = 1024 * 1024;

  private static final int MAX_BODY = 16 * 1024;
  private static final int BODIES = PIECE / MAX_BODY;
  private static final int CHUNKS = PIECE / Content.CHUNK;
  private static final int CONTENTS = 100;
  private static final int MESSAGES = 500;

  private final Transactions transactions;
  private final FailureLog failures;
  private volatile boolean stopped;

  Sweeping(Transactions transactions, LongSupplier nanoTime) {
    this.transactions = requireNonNull(transactions, "transactions is null");
    this.failures = new FailureLog(LOGGER, nanoTime);
  }

  /**
   * From now on nothing is removed; a run that is under way ends after its transaction, or the few
   * that belong together. The next sweep, here or elsewhere, goes on.
   */
  public void stop() {
    stopped = true;
  }

  /** Removes all that can be removed now. */
  public void run() {
    try {
      sweep();
    } catch (CancellationException e) {
      LOGGER.log(DEBUG, "a sweep ended before it was through");
    }
  }

  private void sweep() {
    attempt("sweep of maildrops", this::maildrops);
    attempt("sweep of leftovers", this::leftovers);
    attempt("sweep of contents", this::contents);
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
      Removed removed = messages.remove(maildrop, sequences);
      new MaildropTable(connection).removed(maildrop, removed.messages(), removed.octets());
    }
    return sequences.length;
  }

  private void leftovers() throws SQLException {
    List<Leftover> some;
    do {
      goOn();
      some = transactions.call(c -> new LeftoverTable(c).some(BODIES));
      List<Leftover> bodies = some.stream().filter(l -> l.content().isEmpty()).toList();
      transactions.call(
          c -> {
            new LeftoverTable(c).removeBodies(bodies);
            return null;
          });
      for (Leftover leftover : some) {
        if (leftover.content().isPresent()) {
          content(leftover.content().get());
          transactions.call(
              c -> {
                new LeftoverTable(c).remove(List.of(leftover));
                return null;
              });
        }
      }
    } while (some.size() == BODIES);
  }

  private void contents() throws SQLException {
    List<Long> expired = transactions.call(c -> new ContentTable(c).expired(CONTENTS));
    for (long content : expired) {
      content(content);
    }
  }

  /**
   * Removes a content, unless it is open (then its time will come) or referred to (then the removal
   * of the last reference will leave a note).
   */
  void content(long content) throws SQLException {
    goOn();
    Optional<Claim> closed = transactions.call(c -> new ContentTable(c).closed(content));
    if (closed.isEmpty()) {
      return;
    }
    boolean claimed = transactions.call(c -> new ContentTable(c).claim(content));
    if (claimed && !referredTo(content)) {
      remove(content);
    } else {
      keep(closed.get(), claimed);
    }
  }

  private boolean referredTo(long content) throws SQLException {
    return transactions.call(c -> new MessageTable(c).refersTo(content));
  }

  private void remove(long content) throws SQLException {
    while (transactions.call(c -> new ContentTable(c).removeChunks(content, CHUNKS)) > 0) {
      goOn();
    }
    transactions.call(
        c -> {
          new ContentTable(c).remove(content);
          return null;
        });
  }

  private void keep(Claim closed, boolean claimed) throws SQLException {
    transactions.call(
        c -> {
          if (claimed) {
            new ContentTable(c).unclaim(closed);
          } else {
            new ContentTable(c).settle(closed);
          }
          return null;
        });
  }
}
