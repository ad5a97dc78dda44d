package org.pop3ra.maildrop.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pop3ra.maildrop.service.LeaseTest.assertFails;
import static org.pop3ra.maildrop.service.StoreFixture.sequences;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pop3ra.database.Kind;
import org.pop3ra.maildrop.domain.HeldLease;
import org.pop3ra.maildrop.persistence.LeaseTable;
import org.pop3ra.maildrop.persistence.MessageRemoval;
import org.pop3ra.maildrop.service.StoreFixture.TestNode;
import org.pop3ra.maildrop.service.StoreFixture.User;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.OpenMaildrop;

class CommittingTest {

  @ParameterizedTest
  @EnumSource
  void aQuitDeletesWhatWasMarkedAndGivesTheLeaseBack(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    User user = store.user();
    store.deliver(node, user, "one\r\n", "two\r\n", "three\r\n");
    OpenMaildrop open = node.open(user);

    node.services().maildrops().commit(open.lease(), new long[] {1, 3});

    assertThat(open.lease().current()).isFalse();
    OpenMaildrop next = node.open(user);
    assertThat(sequences(next)).containsExactly(2);
    assertCounted(store, user);
    assertFails(
        Reason.LEASE_LOST, () -> node.services().maildrops().commit(open.lease(), new long[] {2}));
  }

  /** The counters say what the rows say. */
  static void assertCounted(StoreFixture store, User user) throws Exception {
    for (String counter : new String[] {"messages:count(*)", "octets:coalesce(sum(octets), 0)"}) {
      String[] parts = counter.split(":", 2);
      long counted =
          store.number("select " + parts[0] + " from maildrop where id = ?", user.maildrop());
      long actual =
          store.number("select " + parts[1] + " from message where maildrop = ?", user.maildrop());
      assertThat(counted).as(parts[0]).isEqualTo(actual);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMessageOfALowerSequenceThatCameMeanwhileStays(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    User user = store.user();
    store.update("update maildrop set next_sequence = 10 where id = ?", user.maildrop());
    store.deliver(node, user, "ten\r\n", "eleven\r\n");
    OpenMaildrop open = node.open(user);
    store.update("update maildrop set next_sequence = 5 where id = ?", user.maildrop());
    store.deliver(node, user, "five\r\n");

    node.services().maildrops().commit(open.lease(), sequences(open));

    assertThat(sequences(node.open(user))).containsExactly(5);
    assertCounted(store, user);
  }

  @ParameterizedTest
  @EnumSource
  void tenThousandMessagesAreDeletedByOneQuit(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    User user = store.user();
    fill(store, user, 10_000);
    OpenMaildrop open = node.open(user);
    assertThat(open.listing().size()).isEqualTo(10_000);

    node.services().maildrops().commit(open.lease(), sequences(open));

    assertThat(node.open(user).listing().size()).isZero();
    assertCounted(store, user);
  }

  /** Bodies go with their messages up to 1 MiB in one transaction; the others are left. */
  @ParameterizedTest
  @EnumSource
  void aQuitOfManyMessagesHoldsFewOctets(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    CountingTransactions[] counting = new CountingTransactions[1];
    TestNode node = store.node(store.dataSource, t -> counting[0] = new CountingTransactions(t));
    User user = store.user();
    fill(store, user, 1_100);
    store.update("update message set octets = 2000 where maildrop = ?", user.maildrop());
    store.update(
        "insert into body (maildrop, sequence, octets)"
            + " select maildrop, sequence, sha256 from message where maildrop = ?",
        user.maildrop());
    OpenMaildrop open = node.open(user);

    node.services().maildrops().commit(open.lease(), sequences(open));

    assertThat(counting[0].mostRemoved()).isEqualTo(500);
    assertThat(store.number("select count(*) from leftover where maildrop = ?", user.maildrop()))
        .isEqualTo(600);
  }

  private static void fill(StoreFixture store, User user, int messages) throws Exception {
    String numbers =
        store.kind == Kind.H2
            ? "system_range(1, " + messages + ")"
            : "generate_series(1, " + messages + ")";
    store.update(
        "insert into message (maildrop, sequence, unique_id, octets, header_octets, stuffed,"
            + " sha256, received, sender, recipient, smtputf8)"
            + " select ?, n.x, concat('id', n.x), 10, 0, false, ?, now(), '', '', false from "
            + numbers
            + " n(x)",
        user.maildrop(),
        "digest".getBytes(StandardCharsets.US_ASCII));
    store.update(
        "update maildrop set messages = ?, octets = ?, next_sequence = ? where id = ?",
        (long) messages,
        messages * 10L,
        messages + 1L,
        user.maildrop());
  }

  @ParameterizedTest
  @EnumSource
  void aLoginThatMeetsACommitDoesNotListWhatItDeletes(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    User user = store.user();
    store.deliver(node, user, "a\r\n", "b\r\n");
    HeldLease lease = (HeldLease) node.open(user).lease();
    lease.release();
    CompletableFuture<OpenMaildrop> login;
    try (Connection commit = store.dataSource.getConnection()) {
      commit.setAutoCommit(false);
      new MessageRemoval(commit).remove(user.maildrop(), new long[] {1}, 0);
      new LeaseTable(commit).release(lease);

      login = CompletableFuture.supplyAsync(() -> openNow(node, user));
      TimeUnit.MILLISECONDS.sleep(300);
      assertThat(login).as("waits on the row of the lease").isNotDone();
      commit.commit();
    }

    assertThat(sequences(login.get(10, TimeUnit.SECONDS))).containsExactly(2);
  }

  private static OpenMaildrop openNow(TestNode node, User user) {
    try {
      return node.open(user);
    } catch (MaildropException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCommitWhoseAnswerWasLostIsFoundToHaveHappened(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    FaultyDataSource faulty = new FaultyDataSource(store.dataSource);
    TestNode node = store.node(faulty.proxy(), t -> t);
    User user = store.user();
    store.deliver(node, user, "a\r\n");
    OpenMaildrop open = node.open(user);
    faulty.failNext(FaultyDataSource.Fault.AFTER_COMMIT);

    node.services().maildrops().commit(open.lease(), new long[] {1});

    assertThat(faulty.failures()).isEqualTo(1);
    assertThat(node.open(user).listing().size()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aCommitThatGotLostIsFoundNotToHaveHappened(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    FaultyDataSource faulty = new FaultyDataSource(store.dataSource);
    TestNode node = store.node(faulty.proxy(), t -> t);
    User user = store.user();
    store.deliver(node, user, "a\r\n");
    OpenMaildrop open = node.open(user);
    faulty.failNext(FaultyDataSource.Fault.BEFORE_COMMIT);

    assertFails(
        Reason.TEMPORARY, () -> node.services().maildrops().commit(open.lease(), new long[] {1}));

    open.lease().release();
    assertThat(StoreFixture.read(node, node.open(user), 0)).asString().isEqualTo("a\r\n");
    assertCounted(store, user);
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsClaimedOfACommitWhileTheDatabaseIsAway(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    FaultyDataSource faulty = new FaultyDataSource(store.dataSource);
    TestNode node = store.node(faulty.proxy(), t -> t);
    User user = store.user();
    store.deliver(node, user, "a\r\n");
    OpenMaildrop open = node.open(user);
    faulty.failNext(FaultyDataSource.Fault.AFTER_COMMIT_AND_FROM_THEN_ON);

    assertFails(
        Reason.OUTCOME_UNKNOWN,
        () -> node.services().maildrops().commit(open.lease(), new long[] {1}));
  }

  @ParameterizedTest
  @EnumSource
  void aCommitThatWasToldNotToHaveHappenedCannotHappenLater(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    User user = store.user();
    store.deliver(node, user, "a\r\n");
    HeldLease lease = (HeldLease) node.open(user).lease();
    Committing committing = new Committing(new LocalTransactions(store.dataSource));
    assertThat(committing.committed(lease)).isFalse();

    assertFails(Reason.TEMPORARY, () -> node.services().maildrops().commit(lease, new long[] {1}));

    assertThat(committing.committed(lease)).isFalse();
    lease.release();
    assertThat(StoreFixture.read(node, node.open(user), 0)).asString().isEqualTo("a\r\n");
  }

  @ParameterizedTest
  @EnumSource
  void aMessageThatIsGoneIsToldFromALeaseThatIsLost(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    User user = store.user();
    store.deliver(node, user, "a\r\n");
    OpenMaildrop open = node.open(user);
    store.update("delete from message where maildrop = ?", user.maildrop());

    assertFails(
        Reason.MESSAGE_GONE, () -> node.services().maildrops().read(open.lease(), 1, 0, 10));

    assertThat(LongStream.of(sequences(open))).hasSize(1);
  }
}
