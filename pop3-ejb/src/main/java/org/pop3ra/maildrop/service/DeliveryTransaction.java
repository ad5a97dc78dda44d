package org.pop3ra.maildrop.service;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.pop3ra.maildrop.domain.StoredUpload;
import org.pop3ra.maildrop.persistence.ContentTable;
import org.pop3ra.maildrop.persistence.MaildropTable;
import org.pop3ra.maildrop.persistence.MessageTable;
import org.pop3ra.maildrop.persistence.MessageTable.Entry;
import org.pop3ra.spi.Content;
import org.pop3ra.spi.Delivery;
import org.pop3ra.spi.DeliveryStatus;

/** One transaction of a delivery: a message for some maildrops. */
final class DeliveryTransaction {
  /** Up to here each maildrop has its own copy, one query away. */
  static final int MAX_BODY = 16 * 1024;

  private final Delivery delivery;
  private final ContentTable contents;
  private final MaildropTable maildrops;
  private final MessageTable messages;

  DeliveryTransaction(Connection connection, Delivery delivery) {
    this.delivery = delivery;
    this.contents = new ContentTable(connection);
    this.maildrops = new MaildropTable(connection);
    this.messages = new MessageTable(connection);
  }

  Map<Long, DeliveryStatus> run(List<Entry> entries) throws SQLException {
    // First the content, so that the sweep sees it is wanted before any row refers to it.
    if (delivery.content() instanceof Content.Uploaded uploaded && !renew(uploaded)) {
      return statuses(entries, DeliveryStatus.TEMPORARY);
    }
    Map<Long, DeliveryStatus> statuses = statuses(entries, DeliveryStatus.STORED);
    List<Entry> accepted = reserve(entries, statuses);
    if (!accepted.isEmpty()) {
      store(accepted);
    }
    return statuses;
  }

  private boolean renew(Content.Uploaded uploaded) throws SQLException {
    return contents.renewForDelivery((StoredUpload) uploaded.upload());
  }

  private List<Entry> reserve(List<Entry> entries, Map<Long, DeliveryStatus> statuses)
      throws SQLException {
    List<Long> ids = entries.stream().map(Entry::maildrop).toList();
    boolean[] room = maildrops.reserve(ids, delivery.content().facts().octets());
    List<Entry> accepted = new ArrayList<>();
    for (int i = 0; i < room.length; i++) {
      if (room[i]) {
        accepted.add(entries.get(i));
      } else {
        statuses.put(ids.get(i), refusal(ids.get(i)));
      }
    }
    return accepted;
  }

  private DeliveryStatus refusal(long maildrop) throws SQLException {
    return maildrops.exists(maildrop)
        ? DeliveryStatus.OVER_QUOTA
        : DeliveryStatus.UNKNOWN_RECIPIENT;
  }

  private void store(List<Entry> accepted) throws SQLException {
    Content content = delivery.content();
    if (content instanceof Content.InMemory memory && memory.octets().length <= MAX_BODY) {
      insert(accepted, null);
      messages.insertBodies(accepted, memory.octets());
    } else if (content instanceof Content.InMemory memory) {
      insert(accepted, share(memory.octets()));
    } else if (content instanceof Content.Uploaded uploaded) {
      insert(accepted, ((StoredUpload) uploaded.upload()).content());
    }
  }

  private long share(byte[] octets) throws SQLException {
    long content = contents.insertClosed(UUID.randomUUID());
    contents.insertChunk(content, 0, octets);
    return content;
  }

  private void insert(List<Entry> accepted, Long content) throws SQLException {
    messages.insert(accepted, delivery.content().facts(), delivery.envelope().smtputf8(), content);
  }

  private static Map<Long, DeliveryStatus> statuses(List<Entry> entries, DeliveryStatus status) {
    Map<Long, DeliveryStatus> statuses = new HashMap<>();
    entries.forEach(entry -> statuses.put(entry.maildrop(), status));
    return statuses;
  }
}
