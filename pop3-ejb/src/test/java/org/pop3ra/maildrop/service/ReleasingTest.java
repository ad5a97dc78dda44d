package org.pop3ra.maildrop.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3ra.database.Kind;
import org.pop3ra.maildrop.domain.HeldLease;
import org.pop3ra.maildrop.domain.Incarnation;
import org.pop3ra.spi.OpenMaildrop;

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

  /** Or every one that is there once a second would add another to those that wait. */
  @Test
  void aFlushThatNobodyAskedForLeavesTheOneThatWasAskedFor() {
    AtomicInteger asked = new AtomicInteger();
    Releasing releasing =
        new Releasing(new LocalTransactions(store.dataSource), asked::incrementAndGet, clock::get);
    lease(releasing, 1).release();

    releasing.flushUnlessBusy();
    lease(releasing, 2).release();

    assertThat(asked).hasValue(1);
  }

  @Test
  void aDoubtfulLeaseThatIsCommittedLateIsReleasedStill() throws Exception {
    Releasing releasing =
        new Releasing(new LocalTransactions(store.dataSource), () -> {}, clock::get);
    HeldLease lease = lease(releasing, store.user().maildrop());
    releasing.addDoubtful(lease);
    releasing.flush();
    insert(lease);
    clock.addAndGet(Duration.ofSeconds(10).toNanos());

    releasing.flush();

    assertThat(held(lease)).isZero();
  }

  /** The crash of a database empties the table of leases; the sessions that had them live on. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofTwoSessionsOfOneMaildropNeitherKeepsTheOthersLease(boolean fencedFirst) throws Exception {
    StoreFixture.TestNode node = store.node();
    StoreFixture.User user = store.user();
    OpenMaildrop fenced = node.open(user);
    store.update("delete from lease where maildrop = ?", user.maildrop());
    OpenMaildrop holding = node.open(user);

    (fencedFirst ? fenced : holding).lease().release();
    (fencedFirst ? holding : fenced).lease().release();
    node.services().releasing().flush();

    assertThat(node.open(user).lease().current()).isTrue();
  }

  private void insert(HeldLease lease) throws SQLException {
    store.update(
        "insert into lease (maildrop, fence, token, incarnation) values (?, 1, ?, ?)",
        lease.maildrop(),
        lease.token(),
        incarnation.id());
  }

  private long held(HeldLease lease) throws SQLException {
    return store.number("select count(token) from lease where maildrop = ?", lease.maildrop());
  }
}
