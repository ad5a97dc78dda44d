package org.pop3ra.maildrop.domain;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * One life of this node, as the other nodes see it: a heartbeat row that is good for some time by
 * the database's clock. Here that time is counted by a monotonic clock from before the heartbeat
 * was sent, so it ends here before it ends there. Thread-safe.
 *
 * <p>Once over, it stays over, whatever a late answer says: by then another node may hold what this
 * one held.
 */
public final class Incarnation {
  /** How long a heartbeat is good for. */
  public static final Duration GOOD_FOR = Duration.ofSeconds(20);

  private final UUID id;
  private final LongSupplier nanoTime;
  private volatile long deadline;
  private volatile boolean over;

  /**
   * A new life.
   *
   * @param nanoTime a monotonic clock
   * @param sent its time before the first heartbeat was sent
   */
  public Incarnation(UUID id, LongSupplier nanoTime, long sent) {
    this.id = requireNonNull(id, "id is null");
    this.nanoTime = requireNonNull(nanoTime, "nanoTime is null");
    this.deadline = sent + GOOD_FOR.toNanos();
  }

  public UUID id() {
    return id;
  }

  /** Whether this node may still believe in its leases. */
  public boolean current() {
    if (!over && nanoTime.getAsLong() - deadline >= 0) {
      over = true;
    }
    return !over;
  }

  /** A heartbeat sent at that time was committed. Changes nothing if it came too late. */
  public void renewed(long sent) {
    if (current()) {
      deadline = sent + GOOD_FOR.toNanos();
    }
  }

  /** The database does not know this incarnation any more: final. */
  public void end() {
    over = true;
  }
}
