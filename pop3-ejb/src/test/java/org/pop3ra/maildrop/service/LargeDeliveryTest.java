package org.pop3ra.maildrop.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pop3ra.maildrop.service.StoreFixture.delivery;
import static org.pop3ra.spi.DeliveryStatus.STORED;
import static org.pop3ra.spi.DeliveryStatus.TEMPORARY;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pop3ra.database.Kind;
import org.pop3ra.maildrop.domain.StoredUpload;
import org.pop3ra.maildrop.service.StoreFixture.TestNode;
import org.pop3ra.maildrop.service.StoreFixture.User;
import org.pop3ra.spi.Content;
import org.pop3ra.spi.DeliveryStatus;

/** What is too large for a body: contents in chunks. */
class LargeDeliveryTest {
  @ParameterizedTest
  @EnumSource
  void aLargeMessageIsStoredOnceInTransactionsOfAMegabyteAtMost(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    CountingTransactions[] counting = new CountingTransactions[1];
    TestNode node = store.node(store.dataSource, t -> counting[0] = new CountingTransactions(t));
    User one = store.user();
    User two = store.user();
    byte[] octets = new byte[3 * 1024 * 1024 + 5];
    new Random(1).nextBytes(octets);
    StoredUpload upload = LargeMail.upload(node, octets);

    List<DeliveryStatus> statuses =
        node.services().deliveries().deliver(LargeMail.delivery(upload, octets, one, two));

    assertThat(statuses).containsExactly(STORED, STORED);
    assertThat(StoreFixture.read(node, node.open(one), 0)).isEqualTo(octets);
    assertThat(StoreFixture.read(node, node.open(two), 0)).isEqualTo(octets);
    assertThat(counting[0].mostOctets()).isLessThanOrEqualTo(1024 * 1024);
  }

  /** As a crash of the database leaves it: those commits did not wait for the disk. */
  @ParameterizedTest
  @EnumSource
  void aLargeMessageThatLacksAChunkIsRefused(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    User user = store.user();
    for (int lost = 0; lost < 6; lost++) {
      StoredUpload upload = LargeMail.upload(node);
      store.update("delete from chunk where content = ? and part = ?", upload.content(), lost);

      assertThat(node.services().deliveries().deliver(LargeMail.delivery(upload, user)))
          .containsExactly(TEMPORARY);
    }
    assertThat(node.open(user).listing().size()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aMessageTooLargeForABodyIsSharedByItsRecipients(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    User one = store.user();
    User two = store.user();
    byte[] octets = new byte[Content.CHUNK];
    new Random(2).nextBytes(octets);

    node.services().deliveries().deliver(delivery(StoreFixture.inMemory(octets), one, two));

    assertThat(StoreFixture.read(node, node.open(one), 0)).isEqualTo(octets);
    long contents =
        store.number(
            "select count(distinct content) from message where maildrop in (?, ?)",
            one.maildrop(),
            two.maildrop());
    assertThat(contents).isEqualTo(1);
  }
}
