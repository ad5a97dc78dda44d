package org.pop3ra.maildrop.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pop3ra.maildrop.service.StoreFixture.delivery;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pop3ra.database.Kind;
import org.pop3ra.maildrop.domain.StoredUpload;
import org.pop3ra.maildrop.persistence.ContentTable;
import org.pop3ra.maildrop.persistence.MaildropTable;
import org.pop3ra.maildrop.persistence.MessageTable;
import org.pop3ra.maildrop.persistence.MessageTable.Entry;
import org.pop3ra.maildrop.service.StoreFixture.TestNode;
import org.pop3ra.maildrop.service.StoreFixture.User;
import org.pop3ra.spi.Content;
import org.pop3ra.spi.Delivery;
import org.pop3ra.spi.DeliveryException;
import org.pop3ra.spi.DeliveryStatus;
import org.pop3ra.spi.OpenMaildrop;

/** A sweep that meets deliveries of what it looks at. */
class SweepRaceTest {

  /**
   * The delivery has found the content open and not committed yet, when the sweep finds nothing
   * that refers to it.
   */
  @ParameterizedTest
  @EnumSource
  void aSweepThatMeetsADeliveryTakesNothingAway(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode sweeper = store.node();
    PausingTransactions[] pausing = new PausingTransactions[1];
    TestNode deliverer = store.node(store.dataSource, t -> pausing[0] = new PausingTransactions(t));
    User user = store.user();
    StoredUpload upload = LargeMail.upload(deliverer);
    LargeMail.expire(store, upload);
    pausing[0].pauseBeforeCommit();

    CompletableFuture<List<DeliveryStatus>> delivery =
        CompletableFuture.supplyAsync(() -> deliver(deliverer, LargeMail.delivery(upload, user)));
    pausing[0].awaitPause();
    CompletableFuture<Void> sweep =
        CompletableFuture.runAsync(() -> sweeper.services().sweeping().run());
    TimeUnit.MILLISECONDS.sleep(200);
    pausing[0].resume();

    assertThat(delivery.get(20, TimeUnit.SECONDS)).containsExactly(DeliveryStatus.STORED);
    sweep.get(20, TimeUnit.SECONDS);
    sweeper.services().sweeping().run();
    deliverer.services().node().beat();
    assertThat(StoreFixture.read(deliverer, deliverer.open(user), 0)).isEqualTo(LargeMail.OCTETS);
  }

  @ParameterizedTest
  @EnumSource
  void sweepsAndDeliveriesThatRaceNeverLoseAMessage(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    byte[] small = {'x', '\r', '\n'};
    for (int round = 0; round < 60; round++) {
      User user = store.user();
      StoredUpload upload = LargeMail.upload(node, small);
      LargeMail.expire(store, upload);
      CompletableFuture<Void> sweep =
          CompletableFuture.runAsync(() -> node.services().sweeping().run());
      Delivery delivery = delivery(new Content.Uploaded(StoreFixture.facts(small), upload), user);
      DeliveryStatus status = node.services().deliveries().deliver(delivery).get(0);
      sweep.get(20, TimeUnit.SECONDS);

      OpenMaildrop open = node.open(user);
      if (status == DeliveryStatus.STORED) {
        assertThat(StoreFixture.read(node, open, 0)).isEqualTo(small);
      } else {
        assertThat(open.listing().size()).isZero();
      }
    }
  }

  /**
   * PostgreSQL: the claim waits for the delivery's row, and then finds its own condition still
   * true, since its snapshot is older than the delivery's commit.
   */
  @ParameterizedTest
  @EnumSource
  void aDeliveryThatTookLongerThanItsContentWasOpenIsSeenByTheSecondLook(Kind kind)
      throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    User user = store.user();
    StoredUpload upload = LargeMail.upload(node);
    LargeMail.expire(store, upload);
    CompletableFuture<Void> sweep;
    try (Connection delivery = store.dataSource.getConnection()) {
      delivery.setAutoCommit(false);
      deliverForTooLong(delivery, upload, user);
      sweep = CompletableFuture.runAsync(() -> node.services().sweeping().run());
      TimeUnit.MILLISECONDS.sleep(300);
      delivery.commit();
    }
    sweep.get(20, TimeUnit.SECONDS);

    assertThat(StoreFixture.read(node, node.open(user), 0)).isEqualTo(LargeMail.OCTETS);
    assertThat(node.services().deliveries().deliver(LargeMail.delivery(upload, store.user())))
        .as("it can be referred to as before")
        .containsExactly(DeliveryStatus.STORED);
  }

  /** A minute goes by between the claim and the removal; others gave the content back meanwhile. */
  @ParameterizedTest
  @EnumSource
  void aSweepThatStalledAfterItsClaimTakesNothingAway(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    WatchedTransactions[] watched = new WatchedTransactions[1];
    TestNode node = store.node(store.dataSource, t -> watched[0] = new WatchedTransactions(t));
    TestNode other = store.node();
    User user = store.user();
    StoredUpload upload = LargeMail.upload(node);
    LargeMail.expire(store, upload);
    watched[0].afterEach(() -> unclaimAndDeliver(store, other, upload, user));

    node.services().sweeping().run();

    watched[0].afterEach(() -> {});
    assertThat(StoreFixture.read(other, other.open(user), 0)).isEqualTo(LargeMail.OCTETS);
  }

  /**
   * PostgreSQL: the removal waits for the delivery's row, and does not see the reference, since its
   * snapshot is older than the delivery's commit; but it sees the token.
   */
  @ParameterizedTest
  @EnumSource
  void aRemovalThatWaitsForADeliveryTakesNothingAway(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    WatchedTransactions[] watched = new WatchedTransactions[1];
    TestNode node = store.node(store.dataSource, t -> watched[0] = new WatchedTransactions(t));
    User user = store.user();
    StoredUpload upload = LargeMail.upload(node);
    LargeMail.expire(store, upload);
    CompletableFuture<Void> sweep;
    try (Connection delivery = store.dataSource.getConnection()) {
      delivery.setAutoCommit(false);
      watched[0].afterEach(
          () -> {
            if (claimed(store, upload)) {
              unclaim(store, upload);
              deliver(delivery, upload, user);
            }
          });
      sweep = CompletableFuture.runAsync(() -> node.services().sweeping().run());
      TimeUnit.MILLISECONDS.sleep(300);
      delivery.commit();
    }
    sweep.get(20, TimeUnit.SECONDS);

    watched[0].afterEach(() -> {});
    assertThat(StoreFixture.read(node, node.open(user), 0)).isEqualTo(LargeMail.OCTETS);
  }

  private static void unclaimAndDeliver(
      StoreFixture store, TestNode node, StoredUpload upload, User user) throws SQLException {
    if (claimed(store, upload)) {
      unclaim(store, upload);
      assertThat(deliver(node, LargeMail.delivery(upload, user)))
          .containsExactly(DeliveryStatus.STORED);
    }
  }

  private static void unclaim(StoreFixture store, StoredUpload upload) throws SQLException {
    store.update(
        "update content set token = '" + upload.token() + "', open_until = null where id = ?",
        upload.content());
  }

  private static boolean claimed(StoreFixture store, StoredUpload upload) throws SQLException {
    String claimed = "select count(*) from content where token is null and id = ?";
    return store.number(claimed, upload.content()) > 0;
  }

  private static void deliverForTooLong(Connection delivery, StoredUpload upload, User user)
      throws SQLException {
    deliver(delivery, upload, user);
    try (Statement statement = delivery.createStatement()) {
      statement.executeUpdate(
          "update content set open_until = now() - interval '1' second where id = "
              + upload.content());
    }
  }

  private static void deliver(Connection delivery, StoredUpload upload, User user)
      throws SQLException {
    assertThat(new ContentTable(delivery).renewForDelivery(upload)).isTrue();
    new MaildropTable(delivery).reserve(List.of(user.maildrop()), LargeMail.OCTETS.length);
    Entry entry = new Entry(user.maildrop(), "id", "", "");
    new MessageTable(delivery)
        .insert(List.of(entry), StoreFixture.facts(LargeMail.OCTETS), false, upload.content());
  }

  private static List<DeliveryStatus> deliver(TestNode node, Delivery delivery) {
    try {
      return node.services().deliveries().deliver(delivery);
    } catch (DeliveryException e) {
      throw new AssertionError(e);
    }
  }
}
