package org.pop3ra.maildrop.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pop3ra.account.service.Authenticated;
import org.pop3ra.database.Kind;
import org.pop3ra.maildrop.service.StoreFixture.TestNode;
import org.pop3ra.maildrop.service.StoreFixture.User;
import org.pop3ra.spi.Content;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.OpenMaildrop;

class LeaseTest {
  static void assertFails(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            MaildropException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @ParameterizedTest
  @EnumSource
  void aLoginListsWhatIsThere(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    User user = store.user();
    store.deliver(node, user, "a\r\n", "bcd\r\n");

    OpenMaildrop open = node.open(user);

    assertThat(open.listing().size()).isEqualTo(2);
    assertThat(open.listing().totalOctets()).isEqualTo(8);
    assertThat(StoreFixture.sequences(open)).containsExactly(1, 2);
    assertThat(open.listing().uniqueId(0)).hasSize(22).isNotEqualTo(open.listing().uniqueId(1));
    assertThat(StoreFixture.read(node, open, 1)).asString().isEqualTo("bcd\r\n");
  }

  @ParameterizedTest
  @EnumSource
  void aSecondLoginIsRefusedUntilTheFirstIsReleased(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode one = store.node();
    TestNode two = store.node();
    one.services().node().beat();
    User user = store.user();
    OpenMaildrop open = one.open(user);

    assertFails(Reason.IN_USE, () -> one.open(user));
    assertFails(Reason.IN_USE, () -> two.open(user));

    open.lease().release();
    assertFails(Reason.IN_USE, () -> two.open(user));
    one.services().releasing().flush();
    assertThat(two.open(user).lease().current()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void aLeaseThatWaitsToBeReleasedGoesToTheNextLoginOfThisNode(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    User user = store.user();
    OpenMaildrop first = node.open(user);
    first.lease().release();

    OpenMaildrop second = node.open(user);
    node.services().releasing().flush();

    assertThat(first.lease().current()).isFalse();
    assertThat(second.lease().current()).isTrue();
    assertFails(Reason.IN_USE, () -> node.open(user));
    first.lease().release();
    node.services().releasing().flush();
    assertFails(Reason.IN_USE, () -> node.open(user));
  }

  @ParameterizedTest
  @EnumSource
  void aRefusedLoginPutsTheWaitingReleaseBack(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    User user = store.user();
    node.open(user).lease().release();
    store.update("update account set enabled = false where id = ?", user.account());

    MaildropException refused =
        catchThrowableOfType(MaildropException.class, () -> node.open(user));
    assertThat(refused.tokenRefusal()).as("as who vouches says").contains(KnownUsers.REFUSAL);
    node.services().releasing().flush();

    long held = store.number("select count(token) from lease where maildrop = ?", user.maildrop());
    assertThat(held).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aLostLeaseTableEndsSessionsAndDeletesNothing(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    User user = store.user();
    store.deliver(node, user, "a\r\n");
    OpenMaildrop lost = node.open(user);
    store.update("delete from lease");

    OpenMaildrop next = node.open(user);

    assertLost(node, lost);
    assertThat(StoreFixture.read(node, next, 0)).asString().isEqualTo("a\r\n");
  }

  static void assertLost(TestNode node, OpenMaildrop lost) {
    Maildrops maildrops = node.services().maildrops();
    assertFails(Reason.LEASE_LOST, () -> maildrops.read(lost.lease(), 1, 0, Content.CHUNK));
    assertFails(Reason.LEASE_LOST, () -> maildrops.commit(lost.lease(), new long[] {1}));
  }

  @ParameterizedTest
  @EnumSource
  void whatWasRememberedOfAPasswordIsCheckedAgain(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    User user = store.user();
    store.update("update account set password_version = 2 where id = ?", user.account());
    assertFails(Reason.CREDENTIALS, () -> node.open(user));

    store.users.add(user.name(), new Authenticated(user.account(), user.maildrop(), 2));

    assertThat(node.open(user).lease().current()).isTrue();
  }

  /** As account administration does it: the account first, then the lease. */
  @ParameterizedTest
  @EnumSource
  void aLoginThatWaitsForTheLeaseOfAnAccountJustDisabledIsRefused(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    User user = store.user();
    node.open(user).lease().release();
    node.services().releasing().flush();
    CompletableFuture<OpenMaildrop> login;
    try (Connection administration = store.dataSource.getConnection();
        Statement statement = administration.createStatement()) {
      administration.setAutoCommit(false);
      statement.executeUpdate("update lease set token = null where maildrop = " + user.maildrop());
      login = CompletableFuture.supplyAsync(() -> open(node, user));
      TimeUnit.MILLISECONDS.sleep(300);
      statement.executeUpdate("update account set enabled = false where id = " + user.account());
      administration.commit();
    }

    assertThatThrownBy(() -> login.get(20, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(MaildropException.class);
    long held = store.number("select count(token) from lease where maildrop = ?", user.maildrop());
    assertThat(held).isZero();
  }

  private static OpenMaildrop open(TestNode node, User user) {
    try {
      return node.open(user);
    } catch (MaildropException e) {
      throw new CompletionException(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anOutdatedPasswordDoesNotLearnThatTheMaildropIsInUse(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    User user = store.user();
    node.open(user);
    store.update("update account set password_version = 2 where id = ?", user.account());

    assertFails(Reason.CREDENTIALS, () -> node.open(user));
  }

  @ParameterizedTest
  @EnumSource
  void twoNodesNeverHoldOneMaildropAtOnce(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode one = store.node();
    TestNode two = store.node();
    one.services().node().beat();
    User user = store.user();
    AtomicInteger holders = new AtomicInteger();
    AtomicInteger opened = new AtomicInteger();
    Callable<Void> session =
        () -> {
          for (int round = 0; round < 20; round++) {
            poll(round % 2 == 0 ? one : two, user, holders, opened);
          }
          return null;
        };

    race(50, session);

    assertThat(opened).hasPositiveValue();
    assertThat(holders).hasValue(0);
  }

  private static void poll(TestNode node, User user, AtomicInteger holders, AtomicInteger opened)
      throws MaildropException {
    try {
      OpenMaildrop open = node.open(user);
      assertThat(holders.incrementAndGet()).as("holders").isEqualTo(1);
      opened.incrementAndGet();
      holders.decrementAndGet();
      open.lease().release();
      node.services().releasing().flush();
    } catch (MaildropException e) {
      assertThat(e.reason()).isIn(Reason.IN_USE, Reason.TEMPORARY);
    }
  }

  static void race(int threads, Callable<Void> work) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      for (Future<Void> done :
          executor.invokeAll(Stream.generate(() -> work).limit(threads).toList())) {
        done.get();
      }
    } finally {
      executor.shutdownNow();
    }
  }
}
