package org.pop3ra.maildrop.service;

import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.pop3ra.maildrop.domain.Addresses;
import org.pop3ra.maildrop.domain.RoutedMaildrop;
import org.pop3ra.maildrop.persistence.MaildropTable;
import org.pop3ra.maildrop.persistence.MaildropTable.Target;
import org.pop3ra.spi.DeliveryException;
import org.pop3ra.spi.DeliveryStatus;

/** Where an address leads: itself, then without its detail, then its domain's catch-all. */
final class Routing {
  private final Transactions transactions;

  Routing(Transactions transactions) {
    this.transactions = requireNonNull(transactions, "transactions is null");
  }

  RoutedMaildrop route(String address, long declaredOctets) throws SQLException, DeliveryException {
    List<String> candidates = Addresses.candidates(address);
    Optional<Target> found =
        transactions.call(connection -> new MaildropTable(connection).target(candidates));
    if (found.isEmpty()) {
      throw refused(DeliveryStatus.UNKNOWN_RECIPIENT);
    }
    Target target = found.get();
    if (!target.enabled()) {
      throw refused(DeliveryStatus.DISABLED_RECIPIENT);
    }
    if (target.overQuota(Math.max(1, declaredOctets))) {
      throw refused(DeliveryStatus.OVER_QUOTA);
    }
    return new RoutedMaildrop(target.maildrop());
  }

  private static DeliveryException refused(DeliveryStatus status) {
    return new DeliveryException(status, "at RCPT");
  }
}
