package org.pop3ra.maildrop.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pop3ra.maildrop.service.CommittingTest.assertCounted;
import static org.pop3ra.maildrop.service.StoreFixture.delivery;
import static org.pop3ra.spi.DeliveryStatus.OVER_QUOTA;
import static org.pop3ra.spi.DeliveryStatus.STORED;
import static org.pop3ra.spi.DeliveryStatus.TEMPORARY;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pop3ra.database.Kind;
import org.pop3ra.maildrop.domain.RoutedMaildrop;
import org.pop3ra.maildrop.service.StoreFixture.TestNode;
import org.pop3ra.maildrop.service.StoreFixture.User;
import org.pop3ra.spi.Content;
import org.pop3ra.spi.Delivery;
import org.pop3ra.spi.Delivery.Recipient;
import org.pop3ra.spi.DeliveryStatus;
import org.pop3ra.spi.Envelope;
import org.pop3ra.spi.OpenMaildrop;

class DeliveringTest {
  @ParameterizedTest
  @EnumSource
  void eachMaildropGetsItsCopy(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    User one = store.user();
    User two = store.user();

    List<DeliveryStatus> statuses =
        node.services().deliveries().deliver(delivery("hello\r\n", two, one, two));

    assertThat(statuses).containsExactly(STORED, STORED, STORED);
    for (User user : List.of(one, two)) {
      OpenMaildrop open = node.open(user);
      assertThat(open.listing().size()).isEqualTo(1);
      assertThat(StoreFixture.read(node, open, 0)).asString().isEqualTo("hello\r\n");
      assertCounted(store, user);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatTheDeliveryKnowsOfTheContentIsStoredAsGiven(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    User user = store.user();
    byte[] octets = new byte[100];
    byte[] sha256 = new byte[32];
    sha256[7] = 7;
    Content.Facts facts = new Content.Facts(100, 42, true, sha256);

    node.services().deliveries().deliver(delivery(new Content.InMemory(facts, octets), user));

    OpenMaildrop open = node.open(user);
    assertThat(open.listing().octets(0)).isEqualTo(100);
    assertThat(open.listing().headerOctets(0)).isEqualTo(42);
    assertThat(open.listing().stuffed(0)).isTrue();
    long same =
        store.number(
            "select count(*) from message where maildrop = ? and sha256 = ?"
                + " and sender = 'sender@example.org' and recipient = ? and not smtputf8",
            user.maildrop(),
            sha256,
            user.recipient().address());
    assertThat(same).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void thatMailMaySpeakUtf8IsStored(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    User user = store.user();
    Delivery plain = delivery("x\r\n", user);
    Delivery utf8 =
        new Delivery(
            new Envelope("s\u00e9nder@example.org", true), plain.recipients(), plain.content());

    store.node().services().deliveries().deliver(utf8);

    long same =
        store.number(
            "select count(*) from message where maildrop = ? and sender = ? and smtputf8",
            user.maildrop(),
            "s\u00e9nder@example.org");
    assertThat(same).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void oneOfAHundredThatFailsDoesNotHarmTheOthers(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    List<User> users = new ArrayList<>();
    List<Recipient> recipients = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      users.add(store.user());
      recipients.add(users.get(i).recipient());
    }
    Recipient bad = new Recipient("x".repeat(2_000), new RoutedMaildrop(users.get(50).maildrop()));
    recipients.set(50, bad);
    Collections.shuffle(recipients, new Random(1));
    Delivery delivery =
        new Delivery(
            delivery("x\r\n", users.get(0)).envelope(),
            recipients,
            delivery("x\r\n", users.get(0)).content());

    List<DeliveryStatus> statuses = node.services().deliveries().deliver(delivery);

    for (int i = 0; i < 100; i++) {
      assertThat(statuses.get(i)).isEqualTo(recipients.get(i).equals(bad) ? TEMPORARY : STORED);
    }
    for (User user : users) {
      assertCounted(store, user);
      assertThat(node.open(user).listing().size()).isEqualTo(user.equals(users.get(50)) ? 0 : 1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void manyRecipientsTakeSeveralTransactionsInTheOrderOfTheirMaildrops(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    List<User> users = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      users.add(store.user());
    }
    AtomicInteger deliveries = new AtomicInteger();

    LeaseTest.race(
        4,
        () -> {
          List<User> shuffled = new ArrayList<>(users);
          Collections.shuffle(shuffled, new Random(deliveries.incrementAndGet()));
          List<DeliveryStatus> statuses =
              node.services()
                  .deliveries()
                  .deliver(delivery("x\r\n", shuffled.toArray(new User[0])));
          assertThat(statuses).hasSize(250).containsOnly(STORED);
          return null;
        });

    assertThat(node.open(users.get(249)).listing().size()).isEqualTo(4);
    assertCounted(store, users.get(0));
  }

  @ParameterizedTest
  @EnumSource
  void aQuotaHoldsHoweverManyDeliverAtOnce(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    User limited = store.user(Optional.of(50L));
    User other = store.user();
    AtomicInteger stored = new AtomicInteger();

    LeaseTest.race(
        12,
        () -> {
          List<DeliveryStatus> statuses =
              node.services().deliveries().deliver(delivery("12345678\r\n", limited, other));
          assertThat(statuses.get(1)).isEqualTo(STORED);
          assertThat(statuses.get(0)).isIn(STORED, OVER_QUOTA);
          if (statuses.get(0) == STORED) {
            stored.incrementAndGet();
          }
          return null;
        });

    assertThat(stored).hasValue(5);
    assertThat(node.open(limited).listing().totalOctets()).isEqualTo(50);
    assertCounted(store, limited);
    assertCounted(store, other);
  }

  @ParameterizedTest
  @EnumSource
  void aMaildropWhoseAccountWentAwayTakesNothing(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    User user = store.user();
    store.update("update maildrop set account = null where id = ?", user.maildrop());

    assertThat(node.services().deliveries().deliver(delivery("x\r\n", user)))
        .containsExactly(DeliveryStatus.UNKNOWN_RECIPIENT);
  }

  @ParameterizedTest
  @EnumSource
  void aCommitOfUnknownOutcomeIsNeverCalledStored(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    FaultyDataSource faulty = new FaultyDataSource(store.dataSource);
    TestNode node = store.node(faulty.proxy(), t -> t);
    User user = store.user();
    for (FaultyDataSource.Fault fault :
        List.of(FaultyDataSource.Fault.BEFORE_COMMIT, FaultyDataSource.Fault.AFTER_COMMIT)) {
      faulty.failNext(fault);

      assertThat(node.services().deliveries().deliver(delivery("x\r\n", user)))
          .containsExactly(TEMPORARY);
    }
    assertThat(node.open(user).listing().size()).as("perhaps a duplicate later").isEqualTo(1);
    assertCounted(store, user);
  }

  @ParameterizedTest
  @EnumSource
  void aLoginOfASmallMaildropTakesThreeStatements(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    CountingTransactions[] counting = new CountingTransactions[1];
    TestNode node = store.node(store.dataSource, t -> counting[0] = new CountingTransactions(t));
    User user = store.user();
    store.deliver(node, user, "x\r\n");
    node.open(user).lease().release();
    node.services().releasing().flush();
    int before = counting[0].statements();

    node.open(user);

    assertThat(counting[0].statements() - before).isEqualTo(3);
  }
}
