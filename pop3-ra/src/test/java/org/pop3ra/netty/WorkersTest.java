package org.pop3ra.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.pop3ra.session.Outcome.Lane;
import org.pop3ra.session.TestClock;

class WorkersTest {
  private static final Duration WAIT = Duration.ofSeconds(10);

  private final TestClock clock = new TestClock();
  private final Queue<Runnable> threads = new ArrayDeque<>();
  private final List<String> log = new ArrayList<>();

  @Test
  void asksForNoMoreThreadsThanThereArePermits() {
    Workers workers = workers(4);

    for (int i = 0; i < 10; i++) {
      workers.submit(new Noting(Lane.SLICE, "slice" + i));
    }

    assertThat(threads).hasSize(4);
  }

  @Test
  void asksForNoThreadWhileOneThatWasAskedForHasNotBegun() {
    Workers workers = workers(4);

    workers.submit(new Noting(Lane.SLICE, "slice"));
    workers.tick();
    workers.tick();

    assertThat(threads).hasSize(1);
  }

  @Test
  void runsEverythingThatWaitsBeforeAThreadIsGivenBack() {
    Workers workers = workers(2);
    for (int i = 0; i < 5; i++) {
      workers.submit(new Noting(Lane.SLICE, "slice" + i));
    }

    threads.remove().run();

    assertThat(log).containsExactly("slice0", "slice1", "slice2", "slice3", "slice4");
  }

  @Test
  void prefersCommitsThenSlicesAndKeepsTheOrderAmongTheRest() {
    Workers workers = workers(2);
    workers.submit(new Noting(Lane.LOGIN, "login"));
    workers.submit(new Noting(Lane.DELIVERY, "delivery"));
    workers.submit(new Noting(Lane.SLICE, "slice"));
    workers.submit(new Noting(Lane.COMMIT, "commit"));
    workers.submit(new Noting(Lane.LOGIN, "second login"));

    runThreads();

    assertThat(log).containsExactly("commit", "slice", "login", "delivery", "second login");
  }

  @Test
  void keepsAQuarterOfThePermitsFromLoginsAndDeliveries() {
    Workers workers = workers(8);
    for (int i = 0; i < 20; i++) {
      workers.submit(new Noting(i % 2 == 0 ? Lane.LOGIN : Lane.DELIVERY, "slow"));
    }

    assertThat(threads).hasSize(6);
    workers.submit(new Noting(Lane.COMMIT, "commit"));
    assertThat(threads).hasSize(7);
  }

  @Test
  void letsACommitRunWhileALoginHasTheOtherPermit() {
    Workers workers = workers(2);
    workers.submit(
        new Noting(Lane.LOGIN, "login") {
          @Override
          public void run() throws EndpointUnavailableException {
            workers.submit(new Noting(Lane.LOGIN, "second login"));
            assertThat(threads).as("threads for logins").isEmpty();
            workers.submit(new Noting(Lane.COMMIT, "commit"));
            threads.remove().run();
            super.run();
          }
        });

    runThreads();

    assertThat(log).containsExactly("commit", "login", "second login");
  }

  @Test
  void refusesWhatWaitedTooLongButNeverACommit() {
    Workers workers = workers(2);
    workers.submit(new Noting(Lane.COMMIT, "commit"));
    workers.submit(new Noting(Lane.SLICE, "slice"));
    workers.submit(new Noting(Lane.LOGIN, "login"));

    clock.advance(WAIT);
    workers.tick();
    assertThat(log).isEmpty();
    clock.advance(Duration.ofMillis(1));
    workers.tick();
    runThreads();

    assertThat(log).containsExactly("slice refused", "login refused", "commit");
  }

  @Test
  void triesAgainWithoutHoldingAPermitWhileThereIsNoListener() {
    Workers workers = workers(2);
    int[] missing = {2};
    workers.submit(
        new Noting(Lane.COMMIT, "commit") {
          @Override
          public void run() throws EndpointUnavailableException {
            if (missing[0]-- > 0) {
              throw new EndpointUnavailableException("none", null);
            }
            super.run();
          }
        });

    for (int i = 0; i < 3; i++) {
      runThreads();
      assertThat(threads).isEmpty();
      workers.tick();
    }

    assertThat(log).containsExactly("commit");
  }

  @Test
  void refusesEvenACommitWhenThereIsNoListenerForTooLong() {
    Workers workers = workers(2);
    workers.submit(
        new Noting(Lane.COMMIT, "commit") {
          @Override
          public void run() throws EndpointUnavailableException {
            throw new EndpointUnavailableException("none", null);
          }
        });

    runThreads();
    clock.advance(WAIT);
    workers.tick();
    runThreads();

    assertThat(log).containsExactly("commit refused");
  }

  @Test
  void goesOnAfterAJobThatFails() {
    Workers workers = workers(2);
    workers.submit(
        new Noting(Lane.LOGIN, "login") {
          @Override
          public void run() throws EndpointUnavailableException {
            throw new IllegalStateException("told to fail");
          }
        });
    workers.submit(new Noting(Lane.LOGIN, "second login"));

    runThreads();

    assertThat(log).containsExactly("login broken", "second login");
  }

  @Test
  void goesOnAfterAJobThatCannotEvenBeToldOfItsFailure() {
    Workers workers = workers(2);
    workers.submit(
        new Noting(Lane.LOGIN, "login") {
          @Override
          public void run() {
            throw new OutOfMemoryError("told to fail");
          }

          @Override
          public void broken(Throwable why) {
            throw new OutOfMemoryError("told to fail again");
          }
        });
    workers.submit(new Noting(Lane.LOGIN, "second login"));

    runThreads();

    assertThat(log).containsExactly("second login");
  }

  @Test
  void asksAgainForThreadsThatWereDeniedOrFailedForLackOfMemory() {
    int[] denied = {5};
    Workers workers =
        new Workers(
            work -> {
              if (denied[0]-- > 3) {
                throw new RejectedExecutionException("none left");
              }
              if (denied[0] >= 0) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              threads.add(work);
            },
            2,
            WAIT,
            clock);
    for (int i = 0; i < 5; i++) {
      workers.submit(new Noting(Lane.COMMIT, "commit"));
    }

    assertThat(threads).isEmpty();
    workers.tick();

    assertThat(threads).hasSize(2);
    runThreads();
    assertThat(log).hasSize(5);
  }

  @Test
  void refusesEverythingOnceItIsClosed() {
    Workers workers = workers(2);
    workers.submit(new Noting(Lane.COMMIT, "commit"));

    workers.close();
    workers.submit(new Noting(Lane.SLICE, "slice"));
    runThreads();

    assertThat(log).containsExactly("commit refused", "slice refused");
  }

  @Test
  void wantsTwoPermitsAtLeast() {
    assertThatThrownBy(() -> workers(1)).hasMessageContaining("at least 2");
  }

  private Workers workers(int permits) {
    return new Workers(threads::add, permits, WAIT, clock);
  }

  private void runThreads() {
    for (Runnable thread = threads.poll(); thread != null; thread = threads.poll()) {
      thread.run();
    }
  }

  private class Noting implements Workers.Job {
    private final Lane lane;
    private final String name;

    Noting(Lane lane, String name) {
      this.lane = lane;
      this.name = name;
    }

    @Override
    public Lane lane() {
      return lane;
    }

    @Override
    public void run() throws EndpointUnavailableException {
      log.add(name);
    }

    @Override
    public void refused() {
      log.add(name + " refused");
    }

    @Override
    public void broken(Throwable why) {
      log.add(name + " broken");
    }
  }
}
