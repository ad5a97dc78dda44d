package org.pop3ra.maildrop.service;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;
import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.pop3ra.maildrop.domain.HeldLease;
import org.pop3ra.maildrop.domain.ReleaseQueue;
import org.pop3ra.maildrop.domain.ReleaseQueue.Doubtful;
import org.pop3ra.maildrop.persistence.LeaseTable;

/**
 * Writes releases to the table, many in one transaction: while one batch is written the next one
 * gathers. Thread-safe.
 */
public final class Releasing {
  private static final System.Logger LOGGER = System.getLogger(Releasing.class.getName());
  private static final int BATCH = 500;

  /** How long a commit may be on its way after its connection was lost. */
  private static final Duration LATE = Duration.ofSeconds(30);

  private final Transactions transactions;
  private final Runnable flushSoon;
  private final LongSupplier nanoTime;
  private final FailureLog failures;
  private final ReleaseQueue queue = new ReleaseQueue();
  private final AtomicBoolean asked = new AtomicBoolean();
  private final ReentrantLock flushing = new ReentrantLock();

  /**
   * Makes one.
   *
   * @param flushSoon has {@link #flush} called in another thread, and returns at once
   */
  public Releasing(Transactions transactions, Runnable flushSoon, LongSupplier nanoTime) {
    this.transactions = requireNonNull(transactions, "transactions is null");
    this.flushSoon = requireNonNull(flushSoon, "flushSoon is null");
    this.nanoTime = requireNonNull(nanoTime, "nanoTime is null");
    this.failures = new FailureLog(LOGGER, nanoTime);
  }

  /** Takes a lease that its session gave back. Never blocks, never throws. */
  public void add(HeldLease lease) {
    queue.add(lease);
    ask();
  }

  /** Takes a lease of which nobody knows whether it was ever acquired. */
  public void addDoubtful(HeldLease lease) {
    queue.addDoubtful(doubtful(lease));
    ask();
  }

  /** Hands the lease of a maildrop that waits here to a new session of this node. */
  public Optional<HeldLease> take(long maildrop) {
    return queue.take(maildrop);
  }

  /** Writes all that wait. What cannot be written now waits for the next call. */
  public void flush() {
    flushing.lock();
    // While this one waits for the database, one other may wait for it, and no more are asked for.
    asked.set(false);
    flushAndUnlock();
  }

  /** The same, but only if nobody else is just doing it, and not in place of one asked for. */
  public void flushUnlessBusy() {
    if (flushing.tryLock()) {
      flushAndUnlock();
    }
  }

  private void flushAndUnlock() {
    try {
      writeAll();
    } catch (SQLException | UnknownOutcomeException e) {
      failures.log(WARNING, "cannot release leases", e);
    } finally {
      flushing.unlock();
    }
  }

  private void writeAll() throws SQLException {
    while (queue.hasCertain()) {
      write(queue.drain(BATCH));
    }
    List<Doubtful> unresolved = new ArrayList<>();
    try {
      while (queue.hasDoubtful()) {
        unresolved.addAll(unresolved(queue.drainDoubtful(BATCH)));
      }
    } finally {
      unresolved.forEach(queue::addDoubtful);
    }
  }

  /** Those that were not there to be released, and may come yet. */
  private List<Doubtful> unresolved(List<Doubtful> some) throws SQLException {
    int[] released = write(some.stream().map(Doubtful::lease).toList());
    return IntStream.range(0, released.length)
        .filter(i -> released[i] == 0)
        .mapToObj(some::get)
        .filter(d -> d.lease().incarnation().current() && nanoTime.getAsLong() - d.until() < 0)
        .toList();
  }

  private int[] write(List<HeldLease> batch) throws SQLException {
    boolean written = false;
    try {
      int[] released = transactions.call(connection -> new LeaseTable(connection).release(batch));
      written = true;
      return released;
    } finally {
      if (!written) {
        batch.stream()
            .filter(lease -> lease.incarnation().current())
            .map(this::doubtful)
            .forEach(queue::addDoubtful);
      }
    }
  }

  private Doubtful doubtful(HeldLease lease) {
    return new Doubtful(lease, nanoTime.getAsLong() + LATE.toNanos());
  }

  private void ask() {
    if (asked.compareAndSet(false, true)) {
      try {
        flushSoon.run();
      } catch (RuntimeException e) {
        asked.set(false);
        // The container is going down; the heartbeat's end frees all leases.
        LOGGER.log(DEBUG, "cannot flush releases now", e);
      }
    }
  }
}
