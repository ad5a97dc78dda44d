package org.pop3ra.netty;

import static java.lang.System.Logger.Level.WARNING;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The connections of one listener that were refused: tells the administrator of them now and then,
 * and lets only some of them linger, so that a flood of clients cannot fill the memory with
 * connections that are beyond every limit. Thread-safe.
 */
final class Refusals {
  private static final System.Logger LOG = System.getLogger(Refusals.class.getName());
  private static final int MOST_LINGERING = 200;
  private static final long PAUSE_NANOS = Duration.ofSeconds(30).toNanos();

  private final LongSupplier nanoClock;
  private final AtomicInteger lingering = new AtomicInteger();
  private final AtomicLong toldAt;

  Refusals(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.toldAt = new AtomicLong(nanoClock.getAsLong() - PAUSE_NANOS);
  }

  void tell(ListenerSettings.Limit limit) {
    if (isTimeToTell()) {
      LOG.log(
          WARNING,
          "Connections are refused: {0} is {1,number,#} (told every 30 seconds at most)",
          limit.property(),
          limit.most());
    }
  }

  /** Each {@code true} must be followed by one {@link #left}. */
  boolean mayLinger() {
    if (lingering.incrementAndGet() <= MOST_LINGERING) {
      return true;
    }
    lingering.decrementAndGet();
    return false;
  }

  void left() {
    lingering.decrementAndGet();
  }

  private boolean isTimeToTell() {
    long now = nanoClock.getAsLong();
    long before = toldAt.get();
    return now - before >= PAUSE_NANOS && toldAt.compareAndSet(before, now);
  }
}
