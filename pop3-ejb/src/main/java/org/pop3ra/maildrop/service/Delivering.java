package org.pop3ra.maildrop.service;

import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.pop3ra.maildrop.domain.RoutedMaildrop;
import org.pop3ra.maildrop.domain.UniqueIds;
import org.pop3ra.maildrop.persistence.MessageTable.Entry;
import org.pop3ra.maildrop.persistence.SqlFailure;
import org.pop3ra.spi.Delivery;
import org.pop3ra.spi.Delivery.Recipient;
import org.pop3ra.spi.DeliveryStatus;

/**
 * Delivers a message to its maildrops: in blocks, each one transaction, in the order of the
 * maildrops. A block that fails is tried again maildrop by maildrop, so that each status is true on
 * its own. A commit of unknown outcome is never called stored.
 */
final class Delivering {
  private static final int BLOCK = 100;

  private final Transactions transactions;
  private final Function<Exception, DeliveryStatus> failed;
  private final UniqueIds uniqueIds = new UniqueIds();

  /**
   * Makes one.
   *
   * @param failed says what a failure means, and logs it
   */
  Delivering(Transactions transactions, Function<Exception, DeliveryStatus> failed) {
    this.transactions = requireNonNull(transactions, "transactions is null");
    this.failed = requireNonNull(failed, "failed is null");
  }

  List<DeliveryStatus> deliver(Delivery delivery) {
    List<Entry> entries = entries(delivery);
    Map<Long, DeliveryStatus> statuses = new HashMap<>();
    for (int from = 0; from < entries.size(); from += BLOCK) {
      List<Entry> block = entries.subList(from, Math.min(from + BLOCK, entries.size()));
      statuses.putAll(block(delivery, block));
    }
    return delivery.recipients().stream().map(r -> statuses.get(maildrop(r))).toList();
  }

  /** One for each maildrop, ascending; its first recipient gives the address. */
  private List<Entry> entries(Delivery delivery) {
    Map<Long, Entry> entries = new TreeMap<>();
    for (Recipient recipient : delivery.recipients()) {
      entries.computeIfAbsent(maildrop(recipient), id -> entry(id, delivery, recipient));
    }
    return new ArrayList<>(entries.values());
  }

  private Entry entry(long maildrop, Delivery delivery, Recipient recipient) {
    return new Entry(maildrop, uniqueIds.next(), delivery.envelope().sender(), recipient.address());
  }

  private static long maildrop(Recipient recipient) {
    return ((RoutedMaildrop) recipient.route()).maildrop();
  }

  private Map<Long, DeliveryStatus> block(Delivery delivery, List<Entry> block) {
    try {
      return transactions.call(
          connection -> new DeliveryTransaction(connection, delivery).run(block));
    } catch (SQLException e) {
      return block.size() > 1 && worthRetrying(e)
          ? oneByOne(delivery, block)
          : all(block, failed.apply(e));
    } catch (UnknownOutcomeException e) {
      return all(block, failed.apply(e));
    }
  }

  private static boolean worthRetrying(SQLException e) {
    return SqlFailure.of(e) != SqlFailure.UNAVAILABLE;
  }

  private Map<Long, DeliveryStatus> oneByOne(Delivery delivery, List<Entry> block) {
    Map<Long, DeliveryStatus> statuses = new HashMap<>();
    for (Entry entry : block) {
      statuses.putAll(block(delivery, List.of(entry)));
    }
    return statuses;
  }

  private static Map<Long, DeliveryStatus> all(List<Entry> block, DeliveryStatus status) {
    Map<Long, DeliveryStatus> statuses = new HashMap<>();
    block.forEach(entry -> statuses.put(entry.maildrop(), status));
    return statuses;
  }
}
