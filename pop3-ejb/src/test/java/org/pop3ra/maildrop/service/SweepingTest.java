package org.pop3ra.maildrop.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pop3ra.database.Kind;
import org.pop3ra.maildrop.domain.StoredUpload;
import org.pop3ra.maildrop.service.StoreFixture.TestNode;
import org.pop3ra.maildrop.service.StoreFixture.User;
import org.pop3ra.spi.OpenMaildrop;

class SweepingTest {
  private static final String MANY_OCTETS = "x".repeat(16_000) + "\r\n";

  @ParameterizedTest
  @EnumSource
  void fewOctetsGoWithTheirMessages(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    User user = store.user();
    long content = LargeMail.lastContent(store);
    for (String message : List.of("x\r\n", MANY_OCTETS + MANY_OCTETS, "x\r\n")) {
      store.deliver(node, user, message);
    }

    quit(node, user);

    assertThat(rows(store, "body", user)).isZero();
    assertThat(rows(store, "leftover", user)).isEqualTo(1);
    node.services().sweeping().run();
    assertThat(rows(store, "leftover", user)).isZero();
    assertThat(LargeMail.chunksAfter(store, content)).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void anEmptyMessageLeavesNothing(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    User user = store.user();
    store.deliver(node, user, "");
    assertThat(rows(store, "body", user)).isEqualTo(1);

    quit(node, user);

    assertThat(rows(store, "body", user)).isZero();
    assertThat(rows(store, "leftover", user)).isZero();
  }

  /** No transaction holds many octets. */
  @ParameterizedTest
  @EnumSource
  void moreOctetsGoWithTheSweep(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    CountingTransactions[] counting = new CountingTransactions[1];
    TestNode node = store.node(store.dataSource, t -> counting[0] = new CountingTransactions(t));
    User user = store.user();
    for (int i = 0; i < 70; i++) {
      store.deliver(node, user, MANY_OCTETS);
    }
    quit(node, user);
    assertThat(counting[0].mostRemoved()).isZero();
    store.deliver(node, user, "y\r\n");

    node.services().sweeping().run();

    assertThat(rows(store, "body", user)).isEqualTo(1);
    assertThat(rows(store, "leftover", user)).isZero();
    assertThat(counting[0].mostRemoved()).isEqualTo(64);
  }

  @ParameterizedTest
  @EnumSource
  void thousandLeftoversOfManyMaildropsGoInOneSweep(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    long content = LargeMail.lastContent(store);
    List<User> users = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      User user = store.user();
      users.add(user);
      for (int j = 0; j < 100; j++) {
        store.deliver(node, user, j == 0 ? MANY_OCTETS + MANY_OCTETS : MANY_OCTETS);
      }
      quit(node, user);
      assertThat(rows(store, "leftover", user)).isEqualTo(100);
    }

    node.services().sweeping().run();

    for (User user : users) {
      assertThat(rows(store, "leftover", user)).isZero();
      assertThat(rows(store, "body", user)).isZero();
    }
    assertThat(LargeMail.chunksAfter(store, content)).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void theMaildropOfADeletedAccountGoesWithAllThatIsInIt(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    User user = store.user();
    StoredUpload upload = LargeMail.upload(node);
    store.deliver(node, user, "x\r\n");
    node.services().deliveries().deliver(LargeMail.delivery(upload, user));
    LargeMail.expire(store, upload);
    node.open(user).lease().release();
    store.update("update maildrop set account = null where id = ?", user.maildrop());

    node.services().sweeping().run();

    assertThat(LargeMail.chunks(store, upload)).isZero();
    for (String table : List.of("message", "body", "leftover", "lease")) {
      assertThat(rows(store, table, user)).as(table).isZero();
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

  private static long rows(StoreFixture store, String table, User user) throws Exception {
    return store.number("select count(*) from " + table + " where maildrop = ?", user.maildrop());
  }

  static void quit(TestNode node, User user) throws Exception {
    OpenMaildrop open = node.open(user);
    node.services().maildrops().commit(open.lease(), StoreFixture.sequences(open));
  }
}
