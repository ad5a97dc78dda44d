package org.pop3ra.maildrop.service;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BackgroundTest {
  private final List<Thread> made = new CopyOnWriteArrayList<>();
  private final ThreadFactory factory =
      run -> {
        Thread thread = new Thread(run);
        made.add(thread);
        return thread;
      };

  @Test
  void worksInThreadsOfTheFactory() throws Exception {
    CountDownLatch ran = new CountDownLatch(1);
    List<Thread> seen = new CopyOnWriteArrayList<>();
    try (Background background = new Background(2, factory)) {
      background.after(
          Duration.ZERO,
          () -> {
            seen.add(Thread.currentThread());
            ran.countDown();
          });

      assertThat(ran.await(10, SECONDS)).isTrue();
    }
    assertThat(made).containsAll(seen);
    assertThat(seen).allMatch(thread -> thread.getName().startsWith("pop3-upkeep-"));
  }

  @Test
  void goesOnAfterWorkThatBreaksDown() throws Exception {
    CountDownLatch ran = new CountDownLatch(1);
    try (Background background = new Background(1, factory)) {
      background.after(
          Duration.ZERO,
          () -> {
            throw new LinkageError("told to break down");
          });
      background.after(Duration.ZERO, ran::countDown);

      assertThat(ran.await(10, SECONDS)).isTrue();
    }
    assertThat(made).hasSize(1);
  }

  @Test
  void itsEndWaitsForWhatIsUnderWayAndInterruptsNothing() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicBoolean done = new AtomicBoolean();
    Background background = new Background(1, factory);
    background.after(Duration.ZERO, () -> done.set(waitFor(begun, goOn)));
    assertThat(begun.await(10, SECONDS)).isTrue();
    Thread closing = new Thread(background::close);
    closing.start();
    await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);

    goOn.countDown();
    closing.join();

    assertThat(done).isTrue();
    assertThatTheyEnd();
  }

  @Test
  void afterItsEndNothingBegins() {
    AtomicBoolean done = new AtomicBoolean();
    Background background = new Background(1, factory);
    background.after(Duration.ofHours(1), () -> done.set(true));

    background.close();
    background.after(Duration.ZERO, () -> done.set(true));

    assertThatTheyEnd();
    assertThat(done).isFalse();
  }

  /** A database that does not answer would keep the server from ever coming down. */
  @Test
  void itsEndDoesNotWaitForEver() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Background background = new Background(1, factory, Duration.ofMillis(1));
    background.after(Duration.ZERO, () -> waitFor(begun, goOn));
    assertThat(begun.await(10, SECONDS)).isTrue();

    background.close();

    assertThat(made).allMatch(Thread::isAlive);
    goOn.countDown();
  }

  private void assertThatTheyEnd() {
    await().untilAsserted(() -> assertThat(made).isNotEmpty().noneMatch(Thread::isAlive));
  }

  private static boolean waitFor(CountDownLatch begun, CountDownLatch goOn) {
    begun.countDown();
    try {
      return goOn.await(10, SECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }
}
