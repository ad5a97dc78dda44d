package org.pop3ra.maildrop.service;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.pop3ra.maildrop.domain.StoredUpload;
import org.pop3ra.maildrop.persistence.ContentTable;
import org.pop3ra.maildrop.persistence.Product;
import org.pop3ra.spi.DeliveryException;
import org.pop3ra.spi.DeliveryStatus;

/**
 * Takes a large message chunk by chunk, each in a transaction of its own: none holds more than one
 * chunk, and nobody sees the message before a delivery refers to it.
 */
final class Uploading {
  private final Transactions transactions;
  private final Product product;

  Uploading(Transactions transactions, Product product) {
    this.transactions = requireNonNull(transactions, "transactions is null");
    this.product = requireNonNull(product, "product is null");
  }

  StoredUpload begin() throws SQLException {
    UUID token = UUID.randomUUID();
    long content =
        transactions.call(
            connection -> {
              relax(connection);
              return new ContentTable(connection).insertOpen(token);
            });
    return new StoredUpload(content, token);
  }

  void append(StoredUpload upload, byte[] chunk) throws SQLException, DeliveryException {
    transactions.call(
        connection -> {
          append(connection, upload, chunk);
          return null;
        });
    upload.appended();
  }

  private void append(Connection connection, StoredUpload upload, byte[] chunk)
      throws SQLException, DeliveryException {
    relax(connection);
    ContentTable contents = new ContentTable(connection);
    if (!contents.renew(upload.content(), upload.token())) {
      throw new DeliveryException(DeliveryStatus.TEMPORARY, "nothing came for too long");
    }
    contents.insertChunk(upload.content(), upload.nextPart(), chunk);
  }

  /** The delivery's own commit, which waits for the disk, brings all earlier ones with it. */
  private void relax(Connection connection) throws SQLException {
    if (product == Product.POSTGRESQL) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("set local synchronous_commit = off");
      }
    }
  }
}
