package org.pop3ra.account.service;

import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.pop3ra.account.domain.IterationSpread;
import org.pop3ra.account.domain.Logins;

/**
 * How the names in the tables spread over the iterations of SCRAM: counted by whoever asks first
 * once a minute is over, while others take what was counted before. Thread-safe.
 */
final class Iterations {
  private static final long FRESH_NANOS = Duration.ofMinutes(1).toNanos();

  private record Counted(IterationSpread spread, long nanos) {}

  private final Logins logins;
  private final LongSupplier nanoTime;
  private final AtomicReference<Counted> last = new AtomicReference<>();

  Iterations(Logins logins, LongSupplier nanoTime) {
    this.logins = requireNonNull(logins, "logins is null");
    this.nanoTime = requireNonNull(nanoTime, "nanoTime is null");
  }

  IterationSpread spread() throws SQLException {
    Counted known = last.get();
    long now = nanoTime.getAsLong();
    if (known == null) {
      known = new Counted(logins.iterations(), now);
      last.set(known);
    } else if (now - known.nanos >= FRESH_NANOS
        && last.compareAndSet(known, new Counted(known.spread, now))) {
      known = new Counted(logins.iterations(), now);
      last.set(known);
    }
    return known.spread;
  }
}
