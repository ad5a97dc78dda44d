package org.pop3ra.account.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pop3ra.spi.MaildropException;

class HashingGateTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch open = new CountDownLatch(1);
  private final AtomicInteger inside = new AtomicInteger();

  @AfterEach
  void stop() {
    open.countDown();
    threads.shutdownNow();
  }

  @ParameterizedTest
  @CsvSource({
    "8,64,1",
    "8,256,1",
    "8,512,2",
    "8,1024,5",
    "8,4096,8",
    "64,65536,8",
    "2,4096,2",
    "1,4096,1"
  })
  void thereAreNoMoreThanCoresAndATenthOfTheHeapHold(int cores, long heapMib, int permits) {
    assertThat(HashingGate.permits(cores, heapMib << 20)).isEqualTo(permits);
  }

  @Test
  void noMoreThanThePermitsAreInside() throws Exception {
    HashingGate gate = new HashingGate(2, 10, LONG);
    List<Future<Integer>> runs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      runs.add(threads.submit(() -> gate.run(this::hold)));
    }

    await().until(() -> inside.get() == 2);
    await().during(Duration.ofMillis(100)).until(() -> inside.get() == 2);
    open.countDown();

    for (Future<Integer> run : runs) {
      assertThat(run.get()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void whoFindsALongQueueIsRefusedAtOnce() {
    HashingGate gate = new HashingGate(1, 0, LONG);
    occupy(gate);

    assertBusy(gate);
  }

  @Test
  void onlyFewLoginsWaitAndTheOthersAreToldToComeAgain() throws Exception {
    HashingGate gate = new HashingGate(2, 10, LONG);
    List<Future<Integer>> logins = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      logins.add(threads.submit(() -> gate.runForLogin(this::hold)));
    }
    await().until(() -> inside.get() == 2);
    await().untilAsserted(() -> assertCrowded(gate::requirePlaceForLogin));

    assertCrowded(() -> gate.runForLogin(() -> "done"));

    open.countDown();
    for (Future<Integer> login : logins) {
      assertThat(login.get()).isLessThanOrEqualTo(2);
    }
    gate.requirePlaceForLogin();
  }

  @Test
  void whoWaitsTooLongIsRefused() {
    HashingGate gate = new HashingGate(1, 10, Duration.ofMillis(50));
    occupy(gate);

    assertBusy(gate);
  }

  @Test
  void whatFailsGivesItsPlaceBack() throws Exception {
    HashingGate gate = new HashingGate(1, 0, LONG);

    assertThatThrownBy(() -> gate.run(HashingGateTest::fail)).hasMessage("on purpose");
    assertThatThrownBy(() -> gate.runIfIdle(HashingGateTest::fail)).hasMessage("on purpose");

    assertThat(gate.run(() -> "done")).isEqualTo("done");
  }

  @Test
  void whatMayBeLeftOutIsLeftOutWhenThereIsNoRoom() {
    HashingGate gate = new HashingGate(1, 10, LONG);
    assertThat(gate.runIfIdle(() -> "done")).contains("done");
    occupy(gate);

    assertThat(gate.runIfIdle(() -> "done")).isEmpty();
  }

  private void occupy(HashingGate gate) {
    threads.execute(
        () -> {
          try {
            gate.run(this::hold);
          } catch (MaildropException e) {
            throw new IllegalStateException(e);
          }
        });
    await().until(() -> inside.get() == 1);
  }

  private static void assertBusy(HashingGate gate) {
    assertThatThrownBy(() -> gate.run(() -> "done"))
        .isInstanceOfSatisfying(
            MaildropException.class,
            e -> assertThat(e.reason()).isEqualTo(MaildropException.Reason.TEMPORARY));
  }

  private static void assertCrowded(ThrowingCallable login) {
    assertThatThrownBy(login)
        .isInstanceOfSatisfying(
            MaildropException.class,
            e -> assertThat(e.reason()).isEqualTo(MaildropException.Reason.CROWDED));
  }

  private static String fail() {
    throw new IllegalStateException("on purpose");
  }

  private int hold() {
    int now = inside.incrementAndGet();
    try {
      open.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    inside.decrementAndGet();
    return now;
  }
}
