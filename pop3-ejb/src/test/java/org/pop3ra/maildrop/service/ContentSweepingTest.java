package org.pop3ra.maildrop.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pop3ra.database.Kind;
import org.pop3ra.maildrop.domain.StoredUpload;
import org.pop3ra.maildrop.service.StoreFixture.TestNode;
import org.pop3ra.maildrop.service.StoreFixture.User;
import org.pop3ra.spi.Content;
import org.pop3ra.spi.DeliveryStatus;
import org.pop3ra.spi.OpenMaildrop;

/** Contents of large messages, which nobody may need any more. */
class ContentSweepingTest {

  @ParameterizedTest
  @EnumSource
  void anUploadThatNothingCameForIsRemovedAndCannotBeDelivered(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    StoredUpload upload = LargeMail.upload(node);
    node.services().sweeping().run();
    assertThat(LargeMail.chunks(store, upload)).as("still open").isEqualTo(6);
    LargeMail.expire(store, upload);

    node.services().sweeping().run();

    assertThat(LargeMail.chunks(store, upload)).isZero();
    assertThat(node.services().deliveries().deliver(LargeMail.delivery(upload, store.user())))
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
    store.node().services().sweeping().run();
    StoredUpload upload = LargeMail.upload(node, new byte[3 * 1024 * 1024]);
    LargeMail.expire(store, upload);

    node.services().sweeping().run();

    assertThat(LargeMail.chunks(store, upload)).isZero();
    assertThat(counting[0].mostRemoved() * Content.CHUNK).isEqualTo(1024 * 1024);
  }

  /** A transaction for each would cost as much as the sessions that removed the messages. */
  @ParameterizedTest
  @EnumSource
  void manyContentsShareTransactionsOfOneMebibyte(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    CountingTransactions[] counting = new CountingTransactions[1];
    TestNode node = store.node(store.dataSource, t -> counting[0] = new CountingTransactions(t));
    store.node().services().sweeping().run();
    long last = LargeMail.lastContent(store);
    User user = store.user();
    for (int i = 0; i < 100; i++) {
      store.deliver(node, user, "x".repeat(30_000) + "\r\n");
    }
    SweepingTest.quit(node, user);
    int before = counting[0].calls();

    node.services().sweeping().run();

    assertThat(LargeMail.lastContent(store)).as("contents are gone").isLessThanOrEqualTo(last);
    assertThat(LargeMail.chunksAfter(store, last)).isZero();
    assertThat(counting[0].mostRemoved()).isEqualTo(16);
    assertThat(counting[0].calls() - before).isLessThan(20);
  }

  /** However large it is, to find that it is needed takes a look. */
  @ParameterizedTest
  @EnumSource
  void aLargeContentThatIsNeededIsSettledAtOnce(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    CountingTransactions[] counting = new CountingTransactions[1];
    TestNode node = store.node(store.dataSource, t -> counting[0] = new CountingTransactions(t));
    store.node().services().sweeping().run();
    byte[] octets = new byte[5 * 1024 * 1024];
    StoredUpload upload = LargeMail.upload(node, octets);
    node.services().deliveries().deliver(LargeMail.delivery(upload, octets, store.user()));
    LargeMail.expire(store, upload);
    int before = counting[0].calls();

    node.services().sweeping().run();

    assertThat(LargeMail.chunks(store, upload)).isEqualTo(80);
    assertThat(counting[0].calls() - before).isLessThan(10);
    assertThat(
            store.number(
                "select count(*) from content where id = ? and open_until is null",
                upload.content()))
        .isOne();
  }

  /** The end of an application waits for it. */
  @ParameterizedTest
  @EnumSource
  void aSweepThatIsToldToStopGoesNoFurtherAndTheNextOneDoes(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    WatchedTransactions[] watched = new WatchedTransactions[1];
    TestNode node = store.node(store.dataSource, t -> watched[0] = new WatchedTransactions(t));
    StoredUpload upload = LargeMail.upload(node, new byte[3 * 1024 * 1024]);
    LargeMail.expire(store, upload);
    watched[0].afterEach(
        () -> {
          if (LargeMail.chunks(store, upload) < 48) {
            node.services().sweeping().stop();
          }
        });

    node.services().sweeping().run();

    assertThat(LargeMail.chunks(store, upload)).isEqualTo(32);
    store.node().services().sweeping().run();
    assertThat(LargeMail.chunks(store, upload)).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aContentGoesWithTheLastMessageThatRefersToIt(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    User one = store.user();
    User two = store.user();
    StoredUpload upload = LargeMail.upload(node);
    node.services().deliveries().deliver(LargeMail.delivery(upload, one, two));
    LargeMail.expire(store, upload);
    SweepingTest.quit(node, one);
    node.services().sweeping().run();
    OpenMaildrop open = node.open(two);
    assertThat(StoreFixture.read(node, open, 0)).isEqualTo(LargeMail.OCTETS);

    node.services().maildrops().commit(open.lease(), new long[] {1});
    node.services().sweeping().run();

    assertThat(LargeMail.chunks(store, upload)).isZero();
    assertThat(store.number("select count(*) from content where id = ?", upload.content()))
        .isZero();
  }
}
