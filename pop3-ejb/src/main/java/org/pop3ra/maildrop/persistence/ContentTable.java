package org.pop3ra.maildrop.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.pop3ra.maildrop.domain.StoredUpload;

/**
 * Contents of large messages, shared by their recipients. Who adds a reference must find the
 * content open by its token first; the sweep clears the token before it removes anything.
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

  /** Contents that were open, and are no more. */
  public List<Long> expired(int most) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id from content where open_until <= now() order by open_until limit ?")) {
      select.setInt(1, most);
      ResultSet rows = select.executeQuery();
      List<Long> contents = new ArrayList<>();
      while (rows.next()) {
        contents.add(rows.getLong(1));
      }
      return contents;
    }
  }

  /** The token of a content that is not open; one without a token was claimed before. */
  public Optional<Claim> closed(long content) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select token from content where id = ?"
                + " and (open_until is null or open_until <= now())")) {
      select.setLong(1, content);
      ResultSet rows = select.executeQuery();
      return rows.next()
          ? Optional.of(new Claim(content, Optional.ofNullable(rows.getObject(1, UUID.class))))
          : Optional.empty();
    }
  }

  /** A content that the sweep claims, and the token it had. */
  public record Claim(long content, Optional<UUID> token) {}

  /**
   * Clears the token of a content that is not open and that no message refers to, as far as can be
   * seen here. From the commit on no delivery can add a reference. Another sweep will come back to
   * it in a minute, should this one die.
   */
  public boolean claim(long content) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update content set token = null, open_until = now() + interval '1' minute"
                + " where id = ? and (open_until is null or open_until <= now())"
                + " and not exists (select 1 from message where message.content = content.id)")) {
      update.setLong(1, content);
      return update.executeUpdate() == 1;
    }
  }

  /** A content is referred to: nobody needs to look at it until a reference is removed. */
  public void settle(Claim claim) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update content set open_until = null"
                + " where id = ? and open_until is not null and open_until <= now()")) {
      update.setLong(1, claim.content());
      update.executeUpdate();
    }
  }

  /** A claim was wrong: a delivery had added a reference before it could be seen. */
  public void unclaim(Claim claim) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update content set token = ?, open_until = null where id = ? and token is null")) {
      update.setObject(1, claim.token().orElseGet(UUID::randomUUID));
      update.setLong(2, claim.content());
      update.executeUpdate();
    }
  }

  /** Removes some chunks of a claimed content, the last ones first; how many. */
  public int removeChunks(long content, int most) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from chunk where content = ? and part > ("
                + "select max(part) from chunk where content = ?) - ?")) {
      delete.setLong(1, content);
      delete.setLong(2, content);
      delete.setInt(3, most);
      return delete.executeUpdate();
    }
  }

  /** Removes a claimed content without chunks. */
  public void remove(long content) throws SQLException {
    try (Statement delete = connection.createStatement()) {
      delete.executeUpdate("delete from content where token is null and id = " + content);
    }
  }
}
