package org.pop3ra.session;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long a login asks again while the service has its hands full with other people's passwords.
 * It waits without a thread: those whose password is known already, and deliveries, pass by.
 */
final class Crowding {
  private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();
  private static final int SHORTEST_WAIT_MILLIS = 50;
  private static final int LONGEST_WAIT_MILLIS = 150;

  private OptionalLong firstNanos = OptionalLong.empty();

  /** When to ask again, or empty once it was asked for long enough. */
  Optional<Duration> delay(long nanoTime) {
    if (firstNanos.isEmpty()) {
      firstNanos = OptionalLong.of(nanoTime);
    }
    if (nanoTime - firstNanos.getAsLong() >= PATIENCE_NANOS) {
      return Optional.empty();
    }
    int millis = ThreadLocalRandom.current().nextInt(SHORTEST_WAIT_MILLIS, LONGEST_WAIT_MILLIS + 1);
    return Optional.of(Duration.ofMillis(millis));
  }
}
