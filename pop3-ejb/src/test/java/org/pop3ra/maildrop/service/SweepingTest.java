package org.pop3ra.maildrop.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pop3ra.maildrop.service.StoreFixture.delivery;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
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

class SweepingTest {
  private static final byte[] LARGE = new byte[5 * Content.CHUNK + 1];

  static {
    new Random(3).nextBytes(LARGE);
  }

  private static StoredUpload upload(TestNode node) throws DeliveryException {
    return (StoredUpload) DeliveringTest.upload(node, LARGE);
  }

  private static Delivery large(StoredUpload upload, User... users) {
    return delivery(new Content.Uploaded(StoreFixture.facts(LARGE), upload), users);
  }

  /** Time goes by for a content: nothing came for it. */
  private static void expire(StoreFixture store, StoredUpload upload) throws Exception {
    store.update(
        "update content set open_until = now() - interval '1' second where id = ?",
        upload.content());
  }

  private static long chunks(StoreFixture store, StoredUpload upload) throws Exception {
    return store.number("select count(*) from chunk where content = ?", upload.content());
  }

  @ParameterizedTest
  @EnumSource
  void anUploadThatNothingCameForIsRemovedAndCannotBeDelivered(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    StoredUpload upload = upload(node);
    node.services().sweeping().run();
    assertThat(chunks(store, upload)).as("still open").isEqualTo(6);
    expire(store, upload);

    node.services().sweeping().run();

    assertThat(chunks(store, upload)).isZero();
    assertThat(node.services().deliveries().deliver(large(upload, store.user())))
        .containsExactly(DeliveryStatus.TEMPORARY);
  }

  @ParameterizedTest
  @EnumSource
  void anUploadStaysOpenWhileItsOctetsArrive(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    StoredUpload upload = (StoredUpload) node.services().deliveries().begin();
    store.update(
        "update content set open_until = now() + interval '1' minute where id = ?",
        upload.content());

    node.services().deliveries().append(upload, new byte[Content.CHUNK]);

    assertThat(
            store.number(
                "select count(*) from content where id = ?"
                    + " and open_until > now() + interval '9' minute",
                upload.content()))
        .isOne();
  }

  /** No transaction holds a large message. */
  @ParameterizedTest
  @EnumSource
  void aLargeContentGoesOneMebibyteAtATime(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    CountingTransactions[] counting = new CountingTransactions[1];
    TestNode node = store.node(store.dataSource, t -> counting[0] = new CountingTransactions(t));
    StoredUpload upload = (StoredUpload) DeliveringTest.upload(node, new byte[3 * 1024 * 1024]);
    expire(store, upload);

    node.services().sweeping().content(upload.content());

    assertThat(chunks(store, upload)).isZero();
    assertThat(counting[0].mostRemoved() * Content.CHUNK).isEqualTo(1024 * 1024);
  }

  @ParameterizedTest
  @EnumSource
  void aContentGoesWithTheLastMessageThatRefersToIt(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    User one = store.user();
    User two = store.user();
    StoredUpload upload = upload(node);
    node.services().deliveries().deliver(large(upload, one, two));
    expire(store, upload);
    quit(node, one);
    node.services().sweeping().run();
    OpenMaildrop open = node.open(two);
    assertThat(StoreFixture.read(node, open, 0)).isEqualTo(LARGE);

    node.services().maildrops().commit(open.lease(), new long[] {1});
    node.services().sweeping().run();

    assertThat(chunks(store, upload)).isZero();
    assertThat(store.number("select count(*) from content where id = ?", upload.content()))
        .isZero();
  }

  private static void quit(TestNode node, User user) throws Exception {
    OpenMaildrop open = node.open(user);
    node.services().maildrops().commit(open.lease(), StoreFixture.sequences(open));
  }

  @ParameterizedTest
  @EnumSource
  void theBodiesOfDeletedMessagesGo(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    User user = store.user();
    for (int i = 0; i < 70; i++) {
      store.deliver(node, user, "x\r\n");
    }
    quit(node, user);
    store.deliver(node, user, "y\r\n");

    node.services().sweeping().run();

    assertThat(store.number("select count(*) from body where maildrop = ?", user.maildrop()))
        .isEqualTo(1);
    assertThat(store.number("select count(*) from leftover where maildrop = ?", user.maildrop()))
        .isZero();
  }

  @ParameterizedTest
  @EnumSource
  void theMaildropOfADeletedAccountGoesWithAllThatIsInIt(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    User user = store.user();
    StoredUpload upload = upload(node);
    store.deliver(node, user, "x\r\n");
    node.services().deliveries().deliver(large(upload, user));
    expire(store, upload);
    node.open(user).lease().release();
    store.update("update maildrop set account = null where id = ?", user.maildrop());

    node.services().sweeping().run();

    assertThat(chunks(store, upload)).isZero();
    for (String table : List.of("message", "body", "leftover", "lease")) {
      assertThat(
              store.number(
                  "select count(*) from " + table + " where maildrop = ?", user.maildrop()))
          .as(table)
          .isZero();
    }
    assertThat(store.number("select count(*) from maildrop where id = ?", user.maildrop()))
        .isZero();
  }

  @ParameterizedTest
  @EnumSource
  @Timeout(60)
  void anOwnerlessMaildropGoesWhateverItCounts(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    User user = store.user();
    store.update("update maildrop set account = null, messages = 7 where id = ?", user.maildrop());

    node.services().sweeping().run();

    assertThat(store.number("select count(*) from maildrop where id = ?", user.maildrop()))
        .isZero();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsLongOverIsForgotten(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    User user = store.user();
    store.deliver(node, user, "x\r\n");
    quit(node, user);
    store.update(
        "update outcome set at = at - interval '25' hour where maildrop = ?", user.maildrop());
    store.update("update heartbeat set good_until = now() - interval '1' second");

    node.services().sweeping().run();

    assertThat(store.number("select count(*) from outcome where maildrop = ?", user.maildrop()))
        .isZero();
    assertThat(store.number("select count(*) from heartbeat")).isZero();
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
    StoredUpload upload = upload(deliverer);
    expire(store, upload);
    pausing[0].pauseBeforeCommit();

    CompletableFuture<List<DeliveryStatus>> delivery =
        CompletableFuture.supplyAsync(() -> deliver(deliverer, large(upload, user)));
    pausing[0].awaitPause();
    CompletableFuture<Void> sweep =
        CompletableFuture.runAsync(() -> sweeper.services().sweeping().run());
    TimeUnit.MILLISECONDS.sleep(200);
    pausing[0].resume();

    assertThat(delivery.get(20, TimeUnit.SECONDS)).containsExactly(DeliveryStatus.STORED);
    sweep.get(20, TimeUnit.SECONDS);
    sweeper.services().sweeping().run();
    deliverer.services().node().beat();
    assertThat(StoreFixture.read(deliverer, deliverer.open(user), 0)).isEqualTo(LARGE);
  }

  @ParameterizedTest
  @EnumSource
  void sweepsAndDeliveriesThatRaceNeverLoseAMessage(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    byte[] small = {'x', '\r', '\n'};
    for (int round = 0; round < 60; round++) {
      User user = store.user();
      StoredUpload upload = (StoredUpload) DeliveringTest.upload(node, small);
      expire(store, upload);
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
    StoredUpload upload = upload(node);
    expire(store, upload);
    CompletableFuture<Void> sweep;
    try (Connection delivery = store.dataSource.getConnection()) {
      delivery.setAutoCommit(false);
      deliverForTooLong(delivery, upload, user);
      sweep = CompletableFuture.runAsync(() -> node.services().sweeping().run());
      TimeUnit.MILLISECONDS.sleep(300);
      delivery.commit();
    }
    sweep.get(20, TimeUnit.SECONDS);

    assertThat(StoreFixture.read(node, node.open(user), 0)).isEqualTo(LARGE);
    assertThat(node.services().deliveries().deliver(large(upload, store.user())))
        .as("it can be referred to as before")
        .containsExactly(DeliveryStatus.STORED);
  }

  private static void deliverForTooLong(Connection delivery, StoredUpload upload, User user)
      throws SQLException {
    new ContentTable(delivery).renewForDelivery(upload.content(), upload.token());
    try (Statement statement = delivery.createStatement()) {
      statement.executeUpdate(
          "update content set open_until = now() - interval '1' second where id = "
              + upload.content());
    }
    new MaildropTable(delivery).reserve(List.of(user.maildrop()), LARGE.length);
    Entry entry = new Entry(user.maildrop(), "id", "", "");
    new MessageTable(delivery)
        .insert(List.of(entry), StoreFixture.facts(LARGE), false, upload.content());
  }

  private static List<DeliveryStatus> deliver(TestNode node, Delivery delivery) {
    try {
      return node.services().deliveries().deliver(delivery);
    } catch (DeliveryException e) {
      throw new AssertionError(e);
    }
  }
}
