package org.pop3ra.session;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A nano clock that a test moves. Thread-safe. */
public final class TestClock implements LongSupplier {
  private final AtomicLong nanos = new AtomicLong(-1_000_000_000L);

  public void advance(Duration by) {
    nanos.addAndGet(by.toNanos());
  }

  @Override
  public long getAsLong() {
    return nanos.get();
  }
}
