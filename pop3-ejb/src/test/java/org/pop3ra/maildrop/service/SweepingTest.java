package org.pop3ra.maildrop.service;

import static org.assertj.core.api.Assertions.assertThat;

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
    StoredUpload upload = LargeMail.upload(node);
    store.deliver(node, user, "x\r\n");
    node.services().deliveries().deliver(LargeMail.delivery(upload, user));
    LargeMail.expire(store, upload);
    node.open(user).lease().release();
    store.update("update maildrop set account = null where id = ?", user.maildrop());

    node.services().sweeping().run();

    assertThat(LargeMail.chunks(store, upload)).isZero();
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

  static void quit(TestNode node, User user) throws Exception {
    OpenMaildrop open = node.open(user);
    node.services().maildrops().commit(open.lease(), StoreFixture.sequences(open));
  }
}
