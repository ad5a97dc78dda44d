package org.pop3ra.maildrop.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pop3ra.maildrop.service.StoreFixture.delivery;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
  /** Of a sweep that removes three MiB of one content. */
  private static final int TRANSACTIONS = 9;

  private static final byte[] THREE_MEBIBYTES = new byte[3 * 1024 * 1024];

  static {
    new Random(5).nextBytes(THREE_MEBIBYTES);
  }

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

  /** The sweep's lock waits for the delivery's, and the look after it sees the reference. */
  @ParameterizedTest
  @EnumSource
  void aDeliveryThatTookLongerThanItsContentWasOpenIsSeen(Kind kind) throws Exception {
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

  /** Whatever a sweep saw before, it looks again in each transaction that removes something. */
  @ParameterizedTest
  @EnumSource
  void aDeliveryBetweenAnyTwoTransactionsOfASweepIsNotLost(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    WatchedTransactions[] watched = new WatchedTransactions[1];
    TestNode sweeper = store.node(store.dataSource, t -> watched[0] = new WatchedTransactions(t));
    TestNode deliverer = store.node();
    deliverer.services().sweeping().run();
    Set<DeliveryStatus> seen = EnumSet.noneOf(DeliveryStatus.class);
    for (int transactions = 0; transactions < TRANSACTIONS; transactions++) {
      User user = store.user();
      StoredUpload upload = LargeMail.upload(deliverer, THREE_MEBIBYTES);
      LargeMail.expire(store, upload);
      List<DeliveryStatus> statuses = new ArrayList<>();
      watched[0].afterEach(
          once(
              transactions,
              () -> {
                statuses.addAll(
                    deliver(deliverer, LargeMail.delivery(upload, THREE_MEBIBYTES, user)));
                LargeMail.expire(store, upload);
              }));

      sweeper.services().sweeping().run();

      watched[0].afterEach(() -> {});
      seen.addAll(statuses);
      assertThat(statuses).hasSize(1);
      OpenMaildrop open = deliverer.open(user);
      if (statuses.contains(DeliveryStatus.STORED)) {
        assertThat(StoreFixture.read(deliverer, open, 0)).isEqualTo(THREE_MEBIBYTES);
      } else {
        assertThat(open.listing().size()).isZero();
        assertThat(LargeMail.chunks(store, upload)).isZero();
      }
    }
    assertThat(seen).containsExactly(DeliveryStatus.STORED, DeliveryStatus.TEMPORARY);
  }

  /** Of several that the sweep takes together, one is needed, and one goes on being uploaded. */
  @ParameterizedTest
  @EnumSource
  void onlyThoseGoThatNobodyNeeds(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    WatchedTransactions[] watched = new WatchedTransactions[1];
    TestNode sweeper = store.node(store.dataSource, t -> watched[0] = new WatchedTransactions(t));
    TestNode other = store.node();
    byte[] half = new byte[Content.CHUNK];
    for (int transactions = 0; transactions < 4; transactions++) {
      User user = store.user();
      List<StoredUpload> uploads = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        uploads.add(LargeMail.upload(other, half));
      }
      StoredUpload needed = uploads.get(1);
      deliver(other, LargeMail.delivery(needed, half, user));
      StoredUpload open = uploads.get(3);
      for (StoredUpload upload : uploads) {
        LargeMail.expire(store, upload);
      }
      watched[0].afterEach(once(transactions, () -> append(other, open, half)));

      sweeper.services().sweeping().run();

      watched[0].afterEach(() -> {});
      assertThat(deliver(other, LargeMail.delivery(open, new byte[2 * half.length], user)))
          .containsExactly(DeliveryStatus.STORED);
      for (StoredUpload upload : uploads) {
        int chunks = upload == needed ? 1 : upload == open ? 2 : 0;
        assertThat(LargeMail.chunks(store, upload)).isEqualTo(chunks);
      }
    }
  }

  private static WatchedTransactions.Watch once(int transactions, WatchedTransactions.Watch watch) {
    AtomicInteger left = new AtomicInteger(transactions);
    return () -> {
      if (left.getAndDecrement() == 0) {
        watch.look();
      }
    };
  }

  private static void append(TestNode node, StoredUpload upload, byte[] octets) {
    try {
      node.services().deliveries().append(upload, octets);
    } catch (DeliveryException e) {
      throw new AssertionError(e);
    }
  }

  private static void deliverForTooLong(Connection delivery, StoredUpload upload, User user)
      throws SQLException {
    new ContentTable(delivery).renewForDelivery(upload);
    try (Statement statement = delivery.createStatement()) {
      statement.executeUpdate(
          "update content set open_until = now() - interval '1' second where id = "
              + upload.content());
    }
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
