package org.pop3ra.maildrop.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.pop3ra.maildrop.domain.StoredUpload;

/**
 * Contents of large messages, shared by their recipients, as deliveries see them. Who adds a
 * reference must first update the content by its token, which keeps the sweep away until the end of
 * the transaction ({@link ContentRemoval}).
 */
public record ContentTable(Connection connection) {

  /** A new content, open for ten minutes. */
  public long insertOpen(UUID token) throws SQLException {
    return insert(
        "insert into content (token, open_until) values (?, now() + interval '10' minute)", token);
  }

  /** A new content that is referred to in the same transaction: nobody else will add to it. */
  public long insertClosed(UUID token) throws SQLException {
    return insert("insert into content (token, open_until) values (?, null)", token);
  }

  private long insert(String sql, UUID token) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(sql, new String[] {"id"})) {
      insert.setObject(1, token);
      insert.executeUpdate();
      ResultSet keys = insert.getGeneratedKeys();
      keys.next();
      return keys.getLong(1);
    }
  }

  /** Keeps a content open while its octets arrive; false if the sweep was here first. */
  public boolean renew(long content, UUID token) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update content set open_until = now() + interval '10' minute"
                + " where id = ? and token = ?")) {
      update.setLong(1, content);
      update.setObject(2, token);
      return update.executeUpdate() == 1;
    }
  }

  /**
   * Keeps a content open while references are added; false if the sweep was here first, or if not
   * all of it is here: a crash of the database undoes the last of those commits that did not wait
   * for the disk.
   */
  public boolean renewForDelivery(StoredUpload upload) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update content set open_until = now() + interval '1' minute"
                + " where id = ? and token = ?"
                + " and (select count(*) from chunk where chunk.content = content.id) = ?")) {
      update.setLong(1, upload.content());
      update.setObject(2, upload.token());
      update.setInt(3, upload.nextPart());
      return update.executeUpdate() == 1;
    }
  }

  public void insertChunk(long content, int part, byte[] octets) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into chunk (content, part, octets) values (?, ?, ?)")) {
      insert.setLong(1, content);
      insert.setInt(2, part);
      insert.setBytes(3, octets);
      insert.executeUpdate();
    }
  }
}
