package org.pop3ra.maildrop.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.pop3ra.database.Kind;
import org.pop3ra.maildrop.domain.HeldLease;
import org.pop3ra.maildrop.domain.Incarnation;

class ReleasingTest {
  private final StoreFixture store = new StoreFixture(Kind.H2);
  private final AtomicLong clock = new AtomicLong();
  private final Incarnation incarnation = new Incarnation(UUID.randomUUID(), clock::get, 0);

  private HeldLease lease(Releasing releasing, long maildrop) {
    return new HeldLease(maildrop, UUID.randomUUID(), incarnation, releasing::add);
  }

  @Test
  void whileOneFlushIsHeldUpAtMostOneOtherIsAskedFor() throws Exception {
    PausingTransactions slow = new PausingTransactions(new LocalTransactions(store.dataSource));
    AtomicInteger asked = new AtomicInteger();
    Releasing releasing = new Releasing(slow, asked::incrementAndGet, clock::get);
    slow.pauseBeforeCommit();
    lease(releasing, 1).release();
    CompletableFuture<Void> heldUp = CompletableFuture.runAsync(releasing::flush);
    slow.awaitPause();
    lease(releasing, 2).release();
    CompletableFuture<Void> waiting = CompletableFuture.runAsync(releasing::flush);

    TimeUnit.MILLISECONDS.sleep(200);
    lease(releasing, 3).release();
    releasing.flushUnlessBusy();

    assertThat(asked).hasValue(2);
    slow.resume();
    heldUp.get(20, TimeUnit.SECONDS);
    waiting.get(20, TimeUnit.SECONDS);
    assertThat(releasing.take(3)).isEmpty();
  }
}
