package org.pop3ra.maildrop.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pop3ra.maildrop.service.LeaseTest.assertFails;
import static org.pop3ra.maildrop.service.LeaseTest.assertLost;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pop3ra.database.Kind;
import org.pop3ra.maildrop.domain.Incarnation;
import org.pop3ra.maildrop.service.StoreFixture.TestNode;
import org.pop3ra.maildrop.service.StoreFixture.User;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.OpenMaildrop;

/** What becomes of the leases of a node that stalls, dies, stops, or comes again. */
class NodeLeasesTest {

  @ParameterizedTest
  @EnumSource
  void aStalledNodeLosesItsLeasesToAnotherAndLearnsItAtItsNextCall(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode stalled = store.node();
    TestNode other = store.node();
    stalled.services().node().beat();
    User user = store.user();
    store.deliver(other, user, "a\r\n");
    OpenMaildrop lost = stalled.open(user);
    expire(store, stalled);

    OpenMaildrop taken = other.open(user);

    assertThat(lost.lease().current()).as("its clock stands still").isTrue();
    assertLost(stalled, lost);
    stalled.services().node().beat();
    assertThat(lost.lease().current()).isFalse();
    assertThat(StoreFixture.read(other, taken, 0)).asString().isEqualTo("a\r\n");
    assertThat(stalled.open(store.user()).lease().current()).isTrue();
  }

  private static void expire(StoreFixture store, TestNode node) throws Exception {
    store.update(
        "update heartbeat set good_until = now() - interval '1' second where incarnation = ?",
        node.services().node().incarnation().id());
  }

  @ParameterizedTest
  @EnumSource
  void aHeartbeatThatComesTooLateIsFinal(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    OpenMaildrop open = node.open(store.user());
    expire(store, node);

    node.services().node().beat();

    assertThat(open.lease().current()).isFalse();
    assertThat(node.services().node().incarnation().current()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void aHeartbeatThatFindsNoRowOfItsOwnIsFinal(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    OpenMaildrop open = node.open(store.user());
    UUID first = node.services().node().incarnation().id();
    store.update("delete from heartbeat where incarnation = ?", first);

    node.services().node().beat();

    assertThat(open.lease().current()).isFalse();
    assertThat(node.services().node().incarnation().id()).isNotEqualTo(first);
    assertThat(node.services().node().incarnation().current()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void aLeaseEndsTwentySecondsAfterTheLastHeartbeatWasSent(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    OpenMaildrop open = node.open(store.user());
    node.clock().addAndGet(Duration.ofSeconds(15).toNanos());
    node.services().node().beat();
    node.clock().addAndGet(Duration.ofSeconds(20).toNanos() - 1);
    assertThat(open.lease().current()).isTrue();

    node.clock().incrementAndGet();

    assertThat(open.lease().current()).isFalse();
    assertFails(Reason.TEMPORARY, () -> node.open(store.user()));
    node.services().node().beat();
    assertThat(open.lease().current()).as("for good").isFalse();
    assertThat(node.open(store.user()).lease().current()).isTrue();
  }

  /** The database may have counted from then on. */
  @ParameterizedTest
  @EnumSource
  void theTwentySecondsBeginBeforeTheHeartbeatIsSent(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    SlowTransactions[] slow = new SlowTransactions[1];
    TestNode node = store.stoppedNode(store.dataSource, t -> slow[0] = new SlowTransactions(t));
    slow[0].clock = node.clock();

    node.services().node().start(Optional.empty());
    assertEndsTwentySecondsAfter(0, node);

    node.services().node().beat();
    long sent = node.clock().get();
    node.services().node().beat();
    assertEndsTwentySecondsAfter(sent, node);
  }

  private static void assertEndsTwentySecondsAfter(long sent, TestNode node) {
    Incarnation incarnation = node.services().node().incarnation();
    node.clock().set(sent + Duration.ofSeconds(20).toNanos() - 1);
    assertThat(incarnation.current()).isTrue();
    node.clock().incrementAndGet();
    assertThat(incarnation.current()).isFalse();
  }

  /** Each transaction takes five seconds by the clock. */
  private static final class SlowTransactions implements Transactions {
    private final Transactions transactions;
    private AtomicLong clock;

    SlowTransactions(Transactions transactions) {
      this.transactions = transactions;
    }

    @Override
    public <T, E extends Exception> T call(Work<T, E> work) throws SQLException, E {
      T result = transactions.call(work);
      clock.addAndGet(Duration.ofSeconds(5).toNanos());
      return result;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aNodeFreesWhatItsPredecessorOfTheSameNameHolds(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode dead = store.stoppedNode(store.dataSource, t -> t);
    dead.services().node().start(Optional.of("mail1"));
    User user = store.user();
    dead.open(user);

    TestNode next = store.stoppedNode(store.dataSource, t -> t);
    next.services().node().start(Optional.of("mail1"));

    assertThat(next.open(user).lease().current()).isTrue();
  }

  /** One process has the file, by a lock: whoever held leases in it is gone. */
  @Test
  void onH2AllLeasesAreVoidAtStart() throws Exception {
    StoreFixture store = new StoreFixture(Kind.H2);
    TestNode killed = store.node();
    User user = store.user();
    OpenMaildrop lost = killed.open(user);

    TestNode next = store.node();

    assertThat(next.open(user).lease().current()).isTrue();
    assertLost(killed, lost);
  }

  @Test
  void onPostgresTheLeasesOfOthersOutliveAStart() throws Exception {
    StoreFixture store = new StoreFixture(Kind.POSTGRESQL);
    TestNode other = store.node();
    User user = store.user();
    other.open(user);

    TestNode next = store.node();

    assertFails(Reason.IN_USE, () -> next.open(user));
  }

  @ParameterizedTest
  @EnumSource
  void aStoppedNodeLeavesNothingHeld(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode other = store.node();
    TestNode stopped = store.node();
    other.services().node().beat();
    User user = store.user();
    stopped.open(user);

    stopped.services().stop();

    assertThat(other.open(user).lease().current()).isTrue();
  }
}
