package org.pop3ra.maildrop.service;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Random;
import org.pop3ra.maildrop.domain.StoredUpload;
import org.pop3ra.maildrop.service.StoreFixture.TestNode;
import org.pop3ra.maildrop.service.StoreFixture.User;
import org.pop3ra.spi.Content;
import org.pop3ra.spi.Delivery;
import org.pop3ra.spi.DeliveryException;

/** A message of several chunks, on its way in. */
final class LargeMail {
  static final byte[] OCTETS = new byte[5 * Content.CHUNK + 1];

  static {
    new Random(3).nextBytes(OCTETS);
  }

  private LargeMail() {}

  static StoredUpload upload(TestNode node) throws DeliveryException {
    return upload(node, OCTETS);
  }

  static StoredUpload upload(TestNode node, byte[] octets) throws DeliveryException {
    StoredUpload upload = (StoredUpload) node.services().deliveries().begin();
    for (int from = 0; from < octets.length; from += Content.CHUNK) {
      int to = Math.min(octets.length, from + Content.CHUNK);
      node.services().deliveries().append(upload, Arrays.copyOfRange(octets, from, to));
    }
    return upload;
  }

  static Delivery delivery(StoredUpload upload, User... users) {
    return delivery(upload, OCTETS, users);
  }

  static Delivery delivery(StoredUpload upload, byte[] octets, User... users) {
    return StoreFixture.delivery(new Content.Uploaded(StoreFixture.facts(octets), upload), users);
  }

  /** Time goes by for a content: nothing came for it. */
  static void expire(StoreFixture store, StoredUpload upload) throws SQLException {
    store.update(
        "update content set open_until = now() - interval '1' second where id = ?",
        upload.content());
  }

  static long chunks(StoreFixture store, StoredUpload upload) throws SQLException {
    return store.number("select count(*) from chunk where content = ?", upload.content());
  }

  /** The newest of all contents that are there. */
  static long lastContent(StoreFixture store) throws SQLException {
    return store.number("select coalesce(max(id), 0) from content");
  }

  /** Chunks of contents that are newer. */
  static long chunksAfter(StoreFixture store, long content) throws SQLException {
    return store.number("select count(*) from chunk where content > ?", content);
  }
}
