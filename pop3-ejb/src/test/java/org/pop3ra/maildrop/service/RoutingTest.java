package org.pop3ra.maildrop.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pop3ra.spi.DeliveryStatus.OVER_QUOTA;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pop3ra.database.Kind;
import org.pop3ra.maildrop.domain.RoutedMaildrop;
import org.pop3ra.maildrop.service.StoreFixture.TestNode;
import org.pop3ra.maildrop.service.StoreFixture.User;
import org.pop3ra.spi.DeliveryException;
import org.pop3ra.spi.DeliveryStatus;

/** To whose maildrop an address leads, and whether it takes anything. */
class RoutingTest {

  @ParameterizedTest
  @EnumSource
  void anAddressLeadsByItselfThenWithoutDetailThenByItsDomain(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    User user = store.user();
    User catchAll = store.user();
    String domain = catchAll.name() + ".example";
    store.update(
        "insert into login_name (name, account, is_address) values (?, ?, true)",
        "@" + domain,
        catchAll.account());
    store.update(
        "insert into login_name (name, account, is_address) values (?, ?, false)",
        user.name() + "@name.example",
        user.account());
    Deliveries deliveries = node.services().deliveries();

    String upper = user.name().toUpperCase(java.util.Locale.ROOT);
    RoutedMaildrop here = new RoutedMaildrop(user.maildrop());
    assertThat(deliveries.route(upper + "@EXAMPLE.org", 0)).isEqualTo(here);
    assertThat(deliveries.route(upper + "+Lists@example.org", 0)).isEqualTo(here);
    assertThat(deliveries.route("any@" + domain, 0))
        .isEqualTo(new RoutedMaildrop(catchAll.maildrop()));
    assertRefused(DeliveryStatus.UNKNOWN_RECIPIENT, deliveries, user.name() + "x@example.org", 0);
    assertRefused(DeliveryStatus.UNKNOWN_RECIPIENT, deliveries, user.name() + "@name.example", 0);
  }

  private static void assertRefused(
      DeliveryStatus status, Deliveries deliveries, String address, long octets) {
    assertThatThrownBy(() -> deliveries.route(address, octets))
        .isInstanceOfSatisfying(
            DeliveryException.class, e -> assertThat(e.status()).isEqualTo(status));
  }

  @ParameterizedTest
  @EnumSource
  void aRecipientIsRefusedAtOnceWhereThatIsKnown(Kind kind) throws Exception {
    StoreFixture store = new StoreFixture(kind);
    TestNode node = store.node();
    User limited = store.user(Optional.of(10L));
    User disabled = store.user();
    store.update("update account set enabled = false where id = ?", disabled.account());
    Deliveries deliveries = node.services().deliveries();

    assertThat(deliveries.route(limited.recipient().address(), 10)).isNotNull();
    assertRefused(OVER_QUOTA, deliveries, limited.recipient().address(), 11);
    store.deliver(node, limited, "12345678\r\n");
    assertRefused(OVER_QUOTA, deliveries, limited.recipient().address(), 0);
    assertRefused(DeliveryStatus.DISABLED_RECIPIENT, deliveries, disabled.recipient().address(), 0);
  }
}
