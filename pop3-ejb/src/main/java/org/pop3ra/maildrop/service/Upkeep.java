package org.pop3ra.maildrop.service;

import static java.lang.System.Logger.Level.WARNING;
import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * When the store does what it does by itself. Thread-safe.
 *
 * <p>Alarms are set anew after each run, so that a slow run never meets the next. A server that is
 * suspended drops those that go off meanwhile: so a new generation may begin at any time, and what
 * is left of the old ones does nothing.
 */
final class Upkeep {
  private static final long LOST_NANOS = TimeUnit.SECONDS.toNanos(15);

  /** What happens by itself, and how long after it happened last. */
  enum Duty {
    HEARTBEAT(5_000),
    FLUSH(1_000),
    SWEEP(10_000);

    private final long millis;

    Duty(long millis) {
      this.millis = millis;
    }

    long millis() {
      return millis;
    }
  }

  /** What an alarm is for; the container keeps it. */
  record Tick(Duty duty, long generation) implements Serializable {}

  /** Sees to it that {@link Upkeep#tick} is called with this, once, after so many milliseconds. */
  interface Alarm {
    void set(long millis, Tick tick);
  }

  /** Does what a duty is; whatever it throws, it is its turn again. */
  interface Worker {
    void run(Duty duty) throws SQLException;
  }

  private final Alarm alarm;
  private final Worker worker;
  private final FailureLog failures;
  private final LongSupplier nanoTime;
  private final Object arming = new Object();
  private long lastRun;
  private long generation;

  Upkeep(Alarm alarm, Worker worker, FailureLog failures, LongSupplier nanoTime) {
    this.alarm = requireNonNull(alarm, "alarm is null");
    this.worker = requireNonNull(worker, "worker is null");
    this.failures = requireNonNull(failures, "failures is null");
    this.nanoTime = requireNonNull(nanoTime, "nanoTime is null");
  }

  /** Begins a generation; those before it are over. */
  void begin() {
    synchronized (arming) {
      lastRun = nanoTime.getAsLong();
      generation++;
      for (Duty duty : Duty.values()) {
        alarm.set(duty.millis(), new Tick(duty, generation));
      }
    }
  }

  /** Begins a generation if nothing has run for so long that the alarms must be lost. */
  void beginIfLost() {
    synchronized (arming) {
      if (nanoTime.getAsLong() - lastRun > LOST_NANOS) {
        begin();
      }
    }
  }

  /** An alarm went off. */
  void tick(Tick tick) {
    if (isOld(tick)) {
      return;
    }
    try {
      worker.run(tick.duty());
    } catch (SQLException | RuntimeException e) {
      failures.log(WARNING, tick.duty().name().toLowerCase(Locale.ROOT), e);
    } finally {
      setAgain(tick);
    }
  }

  private boolean isOld(Tick tick) {
    synchronized (arming) {
      return tick.generation() != generation;
    }
  }

  /** Not if other alarms took over during the run: or there would be two for the same. */
  private void setAgain(Tick tick) {
    synchronized (arming) {
      if (tick.generation() == generation) {
        lastRun = nanoTime.getAsLong();
        alarm.set(tick.duty().millis(), tick);
      }
    }
  }
}
