package org.pop3ra.session;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Remembers from where logins failed of late, and tells how long the next refusal is held back: a
 * guess costs the guesser time, and nobody else. The right password is never delayed. Memory is
 * bounded: the address that failed longest ago is forgotten first. Thread-safe; one for all
 * sessions of an activation.
 */
public final class FailedLogins {
  private static final int MAX_ADDRESSES = 10_000;
  private static final long MEMORY_NANOS = Duration.ofMinutes(10).toNanos();

  /** The refusals are never held back longer than this many times the first delay. */
  private static final int MOST = 8;

  private record Failures(int count, long lastNanos) {}

  private final Duration first;
  private final LongSupplier nanoClock;
  private final Map<InetAddress, Failures> failures = new LinkedHashMap<>();

  /**
   * Remembers nothing yet.
   *
   * @param first the delay of an address's first refusal; zero for none at all
   * @param nanoClock {@link System#nanoTime}, or a test's
   */
  public FailedLogins(Duration first, LongSupplier nanoClock) {
    this.first = requireNonNull(first, "first is null");
    this.nanoClock = requireNonNull(nanoClock, "nanoClock is null");
  }

  /** Counts a failure; returns how long its refusal is to be held back. */
  public synchronized Duration failed(InetAddress address) {
    long now = nanoClock.getAsLong();
    int count = Math.min(recent(address, now) + 1, 2 * MOST);
    // Taken out first, so that the map stays in the order of the last failures.
    failures.remove(address);
    failures.put(address, new Failures(count, now));
    forgetOldest();
    return first.multipliedBy(Math.min(count + 1, 2 * MOST)).dividedBy(2);
  }

  /** Forgets the failures from an address: somebody there knows a password. */
  public synchronized void succeeded(InetAddress address) {
    if (!failures.isEmpty()) {
      failures.remove(address);
    }
  }

  private int recent(InetAddress address, long now) {
    Failures before = failures.get(address);
    return before == null || now - before.lastNanos > MEMORY_NANOS ? 0 : before.count;
  }

  private void forgetOldest() {
    if (failures.size() > MAX_ADDRESSES) {
      failures.remove(failures.keySet().iterator().next());
    }
  }
}
