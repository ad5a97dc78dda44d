package org.pop3ra.session;

import static java.util.Comparator.comparingLong;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.pop3ra.spi.Effort;

/**
 * Crowds before a service that computes two proofs at once, 30 ms each, and asks others about two
 * at once, 100 ms each, by a clock of its own.
 */
class WaitingLineTest {
  private static final int AT_ONCE = 2;
  private static final int HEADS = 4;
  private static final long COMPUTATION = Duration.ofMillis(30).toNanos();
  private static final long QUESTION = Duration.ofMillis(100).toNanos();
  private static final Duration LOGIN_TIME = Duration.ofSeconds(60);

  private final WaitingLine line = new WaitingLine(HEADS);
  private final WaitingLine outside = new WaitingLine(HEADS);
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(comparingLong(Event::nanos).thenComparingLong(Event::number));
  private final List<Visitor> served = new ArrayList<>();
  private long number;
  private long now;
  private int computing;
  private int asking;
  private int refused;

  private record Event(long nanos, long number, Runnable what) {}

  /** One login, which asks as sessions do. */
  private class Visitor {
    final long came = now;
    final Standing standing;
    final Crowding crowding;
    long waited;

    Visitor(Standing standing) {
      this(standing, () -> Rank.first(standing));
    }

    Visitor(Standing standing, Supplier<Rank> rank) {
      this.standing = standing;
      crowding = new Crowding(line, outside, rank);
    }

    void ask() {
      if (crowding.effort() == Effort.FULL && computing < AT_ONCE) {
        computing++;
        at(now + COMPUTATION, this::computed);
      } else {
        queue();
      }
    }

    void queue() {
      Optional<Duration> delay = crowding.delay(now, LOGIN_TIME);
      if (delay.isPresent()) {
        at(now + delay.get().toNanos(), this::look);
      } else {
        refused++;
      }
    }

    private void look() {
      if (crowding.isNext()) {
        ask();
      } else {
        queue();
      }
    }

    private void computed() {
      computing--;
      leave();
    }

    void leave() {
      crowding.leave();
      waited = now - came;
      served.add(this);
    }
  }

  /** One for whom somebody outside vouches. */
  private final class Stranger extends Visitor {
    Stranger() {
      super(Standing.NEW);
    }

    @Override
    void ask() {
      Effort effort = crowding.effort();
      if ((effort == Effort.FULL || effort == Effort.OUTSIDE) && asking < AT_ONCE) {
        asking++;
        at(now + QUESTION, this::answered);
      } else {
        crowding.turnOutside();
        queue();
      }
    }

    private void answered() {
      asking--;
      leave();
    }
  }

  private void at(long nanos, Runnable what) {
    events.add(new Event(nanos, number++, what));
  }

  private void run(Duration until) {
    while (!events.isEmpty() && events.peek().nanos() <= until.toNanos()) {
      Event event = events.poll();
      now = event.nanos();
      event.what().run();
    }
  }

  private List<Visitor> arrive(int count, Standing standing, Duration apart) {
    return arrive(count, () -> new Visitor(standing), apart);
  }

  private List<Visitor> arrive(int count, Supplier<Visitor> who, Duration apart) {
    List<Visitor> visitors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      at(
          apart.toNanos() * i,
          () -> {
            Visitor visitor = who.get();
            visitors.add(visitor);
            visitor.ask();
          });
    }
    return visitors;
  }

  @Test
  void allOfACrowdGetInAboutInTheOrderInWhichTheyCame() {
    List<Visitor> crowd = arrive(256, Standing.NEW, Duration.ofMillis(1));
    run(Duration.ofSeconds(30));

    assertThat(refused).isZero();
    assertThat(served).hasSize(256);
    for (int i = 0; i < 256; i++) {
      assertThat(Math.abs(crowd.indexOf(served.get(i)) - i)).as("place %d", i).isLessThan(24);
    }
  }

  @Test
  void whoWaitsForSomebodyOutsideIsPassedByNoNewcomer() {
    List<Visitor> strangers = arrive(200, Stranger::new, Duration.ofMillis(40));
    run(Duration.ofSeconds(30));

    assertThat(served).hasSize(200);
    for (int i = 0; i < 200; i++) {
      assertThat(Math.abs(strangers.indexOf(served.get(i)) - i)).as("place %d", i).isLessThan(24);
    }
  }

  /** Nor are those outside kept waiting for nothing. */
  @Test
  void thoseOutsideAreKeptBusy() {
    arrive(100, Stranger::new, Duration.ofMillis(40));
    run(Duration.ofSeconds(6));

    // 5 s of questions for two at once.
    assertThat(served).hasSize(100);
  }

  @Test
  void whoWaitsForSomebodyOutsideKeepsNobodyFromAComputation() {
    Crowding stranger = new Crowding(line, outside, () -> Rank.first(Standing.NEW));
    stranger.turnOutside();
    stranger.delay(now, LOGIN_TIME);

    assertThat(new Crowding(line, outside, () -> Rank.first(Standing.NEW)).effort())
        .isEqualTo(Effort.INSIDE);
    assertThat(new Crowding(line, outside, () -> Rank.first(Standing.KNOWN)).effort())
        .isEqualTo(Effort.FULL);
    stranger.leave();
    assertThat(new Crowding(line, outside, () -> Rank.first(Standing.NEW)).effort())
        .isEqualTo(Effort.FULL);
  }

  @Test
  void theServiceIsKeptBusy() {
    arrive(256, Standing.NEW, Duration.ZERO);
    run(Duration.ofSeconds(8));

    // 3.84 s of work for two at once.
    assertThat(served).hasSize(256);
  }

  @Test
  void whoIsKnownGetsInAtOnceWhileFiveHundredASecondGuess() {
    arrive(5_000, Standing.SUSPECT, Duration.ofMillis(2));
    arrive(40, Standing.KNOWN, Duration.ofMillis(250));
    arrive(20, Standing.NEW, Duration.ofMillis(500));
    run(Duration.ofSeconds(12));

    assertThat(served)
        .filteredOn(visitor -> visitor.standing != Standing.SUSPECT)
        .hasSize(60)
        .allSatisfy(
            visitor ->
                assertThat(Duration.ofNanos(visitor.waited)).isLessThan(Duration.ofMillis(500)));
  }

  /** Each who waits has a connection, and there are not endlessly many. */
  @Test
  void whoGuessesFillsALineOfSuspectsAndNoMore() {
    arrive(8_000, Standing.SUSPECT, Duration.ofMillis(1));
    run(Duration.ofSeconds(12));

    assertThat(refused).isPositive();
    assertThat(8_000 - served.size() - refused).isLessThanOrEqualTo(2_000);
  }

  /** Who guessed a moment ago from there has begun to do so in vain: it counts in the line, too. */
  @Test
  void whoComesFromWhereNobodyElseTriesPassesThoseWhoCameTogether() {
    int[] tries = new int[40];
    int[] came = new int[1];
    arrive(
        120,
        () -> {
          int address = came[0]++ % tries.length;
          tries[address]++;
          return new Visitor(Standing.NEW, () -> new Rank(Standing.NEW, tries[address] - 1));
        },
        Duration.ofMillis(2));
    Visitor[] owner = new Visitor[1];
    at(
        Duration.ofMillis(150).toNanos(),
        () -> {
          owner[0] = new Visitor(Standing.NEW);
          owner[0].ask();
        });
    run(Duration.ofSeconds(10));

    assertThat(served).hasSize(121);
    assertThat(Duration.ofNanos(owner[0].waited)).isLessThan(Duration.ofMillis(600));
  }

  @Test
  void nobodyElseIsTurnedAway() {
    arrive(5_000, Standing.SUSPECT, Duration.ZERO);
    arrive(5_000, Standing.NEW, Duration.ZERO);
    run(Duration.ofSeconds(44));

    assertThat(served)
        .filteredOn(visitor -> visitor.standing == Standing.NEW)
        .hasSizeGreaterThan(2_000);
    assertThat(refused).isLessThanOrEqualTo(5_000 - 2_000);
  }

  @Test
  void whoIsSuspectMovesToo() {
    arrive(5_000, Standing.NEW, Duration.ofMillis(2));
    List<Visitor> suspects = arrive(3, Standing.SUSPECT, Duration.ofMillis(100));
    run(Duration.ofSeconds(40));

    assertThat(served).containsAll(suspects);
  }

  @Test
  void whoMayWaitNoLongerIsTold() {
    Crowding crowding = new Crowding(line, new WaitingLine(HEADS), () -> Rank.first(Standing.NEW));

    assertThat(crowding.delay(now, LOGIN_TIME)).isPresent();
    assertThat(crowding.delay(Duration.ofMillis(44_999).toNanos(), LOGIN_TIME)).isPresent();
    assertThat(crowding.delay(Duration.ofSeconds(45).toNanos(), LOGIN_TIME)).isEmpty();
    assertThat(line.isFree(Standing.SUSPECT)).isTrue();
  }

  @Test
  void theLimitOfLoginsIsALimitToo() {
    Crowding crowding = new Crowding(line, new WaitingLine(HEADS), () -> Rank.first(Standing.NEW));

    assertThat(crowding.delay(now, Duration.ofSeconds(1))).isPresent();
    assertThat(crowding.delay(now, Duration.ZERO)).isEmpty();
  }
}
