package org.pop3ra.maildrop.service;

import static java.lang.System.Logger.Level.WARNING;
import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;

/**
 * When the store does what it does by itself. A duty has its turn again when its run is over, so
 * that a slow run never meets the next, and whatever it threw. Thread-safe.
 */
final class Upkeep {

  /** What happens by itself, and how long after it happened last. */
  enum Duty {
    HEARTBEAT(Duration.ofSeconds(5)),
    FLUSH(Duration.ofSeconds(1)),
    SWEEP(Duration.ofSeconds(10));

    private final Duration pause;

    Duty(Duration pause) {
      this.pause = pause;
    }
  }

  /** Has something run once, after a while, in another thread. */
  interface Alarm {
    void set(Duration after, Runnable run);
  }

  /** Does what a duty is. */
  interface Worker {
    void run(Duty duty) throws SQLException;
  }

  private final Alarm alarm;
  private final Worker worker;
  private final FailureLog failures;

  Upkeep(Alarm alarm, Worker worker, FailureLog failures) {
    this.alarm = requireNonNull(alarm, "alarm is null");
    this.worker = requireNonNull(worker, "worker is null");
    this.failures = requireNonNull(failures, "failures is null");
  }

  /** Begins; as long as alarms go off it never ends. */
  void begin() {
    for (Duty duty : Duty.values()) {
      arm(duty);
    }
  }

  private void arm(Duty duty) {
    alarm.set(duty.pause, () -> run(duty));
  }

  private void run(Duty duty) {
    try {
      worker.run(duty);
    } catch (SQLException | RuntimeException e) {
      failures.log(WARNING, duty.name().toLowerCase(Locale.ROOT), e);
    } finally {
      arm(duty);
    }
  }
}
