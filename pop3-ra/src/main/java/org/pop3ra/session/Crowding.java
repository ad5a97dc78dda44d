package org.pop3ra.session;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.pop3ra.session.WaitingLine.Place;
import org.pop3ra.spi.Effort;

/**
 * How a login waits while the service has its hands full with other people's passwords: in a line,
 * without a thread. Those whose password is known already, and deliveries, pass by. Who waits for
 * somebody outside stands in another line: it may be long while nothing is computed.
 */
final class Crowding {
  private static final long PATIENCE_NANOS = Duration.ofSeconds(45).toNanos();
  private static final long SHORTEST_WAIT_MILLIS = 20;
  private static final long LONGEST_WAIT_MILLIS = 2_000;

  private final WaitingLine outside;
  private final Supplier<Rank> rank;
  private WaitingLine line;
  private OptionalLong firstNanos = OptionalLong.empty();
  private Optional<Place> place = Optional.empty();
  private boolean turnedAway;

  /** {@code rank} is asked again and again, since others' tries may change it. */
  Crowding(WaitingLine line, WaitingLine outside, Supplier<Rank> rank) {
    this.line = requireNonNull(line, "line is null");
    this.outside = requireNonNull(outside, "outside is null");
    this.rank = requireNonNull(rank, "rank is null");
  }

  /** What may be asked for now: who comes when others wait gets what they do not wait for. */
  Effort effort() {
    boolean free = place.map(line::isNext).orElseGet(() -> line.isFree(standing()));
    return free ? most() : Effort.CHEAP;
  }

  private Effort most() {
    if (isOutside()) {
      return Effort.OUTSIDE;
    }
    return outside.isFree(standing()) ? Effort.FULL : Effort.INSIDE;
  }

  private boolean isOutside() {
    return line.equals(outside);
  }

  /** Goes over to the other line, at its end; the patience is one for both. */
  void turnOutside() {
    if (!isOutside()) {
      leave();
      line = outside;
    }
  }

  /**
   * Waits, or goes on doing so.
   *
   * @param loginTimeLeft what is left of the time that a client has to log in
   * @return when to look at {@link #isNext} again; empty once it waited for long enough, or the
   *     line was full twice
   */
  Optional<Duration> delay(long nanoTime, Duration loginTimeLeft) {
    if (firstNanos.isEmpty()) {
      firstNanos = OptionalLong.of(nanoTime);
    }
    if (nanoTime - firstNanos.getAsLong() >= PATIENCE_NANOS || loginTimeLeft.isZero()) {
      leave();
      return Optional.empty();
    }
    if (place.isEmpty()) {
      place = line.join(rank.get());
      if (place.isEmpty()) {
        return comeAgain();
      }
    }
    // The farther from its turn, the more seldom it looks.
    long millis = SHORTEST_WAIT_MILLIS + place.map(line::before).orElse(0L);
    return Optional.of(Duration.ofMillis(Math.min(millis, LONGEST_WAIT_MILLIS)));
  }

  private Standing standing() {
    return rank.get().standing();
  }

  /** The line is full: once more after a while, so that being told so costs some time. */
  private Optional<Duration> comeAgain() {
    boolean again = turnedAway;
    turnedAway = true;
    return again ? Optional.empty() : Optional.of(Duration.ofMillis(LONGEST_WAIT_MILLIS));
  }

  /** Whether it is its turn to ask the service. */
  boolean isNext() {
    place = place.map(before -> line.move(before, rank.get()));
    return place.map(line::isNext).orElse(true);
  }

  /** The wait is over, however it ended. */
  void leave() {
    place.ifPresent(line::leave);
    place = Optional.empty();
  }
}
