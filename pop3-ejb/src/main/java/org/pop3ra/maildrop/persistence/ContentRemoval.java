package org.pop3ra.maildrop.persistence;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The removal of contents. In one transaction they are locked, which leaves out those that are
 * open; then looked at, in a statement of its own, which sees whatever a delivery has committed
 * that held the lock before; then settled or removed. Several are always named in ascending order,
 * so that two sweeps wait for each other and never in a circle.
 *
 * <p>Look-ups are subqueries, one for each key: a join might be planned to read the whole table.
 */
public record ContentRemoval(Connection connection) {

  /**
   * A content that is not open.
   *
   * @param chunks how many it has
   * @param needed whether a message refers to it, as far as can be seen without a lock
   */
  public record Closed(long content, int chunks, boolean needed) {}

  private static final String REFERENCE = "(select 1 from message where content = wanted limit 1)";
  private static final String NOT_OPEN = " and (open_until is null or open_until <= now())";

  /** Contents that were open, and are no more. */
  public List<Long> expired(int most) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id from content where open_until <= now() order by open_until limit ?")) {
      select.setInt(1, most);
      return keys(select.executeQuery());
    }
  }

  /** Those of some contents that are not open now. */
  public List<Closed> closed(List<Long> contents) throws SQLException {
    return query(
        "select wanted, coalesce((select max(part) from chunk where content = wanted), -1) + 1, "
            + REFERENCE
            + " is not null from unnest(cast(? as bigint array)) k(wanted)"
            + " where 1 = (select 1 from content where id = wanted"
            + NOT_OPEN
            + ") order by wanted",
        contents,
        ContentRemoval::closed);
  }

  private static List<Closed> closed(ResultSet rows) throws SQLException {
    List<Closed> closed = new ArrayList<>();
    while (rows.next()) {
      closed.add(new Closed(rows.getLong(1), rows.getInt(2), rows.getBoolean(3)));
    }
    return closed;
  }

  /**
   * Locks those that are not open, and have no more chunks than they had, until the end of the
   * transaction: deliveries that would add a reference wait for it.
   *
   * @return those
   */
  public List<Long> lock(List<Closed> contents) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update content set open_until = now() where id = ?"
                + NOT_OPEN
                + " and not exists"
                + " (select 1 from chunk where chunk.content = content.id and part >= ?)")) {
      for (Closed closed : contents) {
        update.setLong(1, closed.content());
        update.setInt(2, closed.chunks());
        update.addBatch();
      }
      return changed(contents, update.executeBatch());
    }
  }

  private static List<Long> changed(List<Closed> contents, int[] counts) {
    List<Long> changed = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        changed.add(contents.get(i).content());
      }
    }
    return changed;
  }

  /** Those of the locked ones that a message refers to. */
  public List<Long> needed(List<Long> locked) throws SQLException {
    return query(
        "select wanted from unnest(cast(? as bigint array)) k(wanted)"
            + " where 1 = "
            + REFERENCE
            + " order by wanted",
        locked,
        ContentRemoval::keys);
  }

  /** Locked ones that are needed: nobody has to look at them until a reference is removed. */
  public void settle(List<Long> needed) throws SQLException {
    each("update content set open_until = null where id = ?", needed);
  }

  /** Removes locked contents with all their chunks. */
  public void remove(List<Long> locked) throws SQLException {
    each("delete from chunk where content = ?", locked);
    each("delete from content where id = ?", locked);
  }

  /**
   * Removes the last chunks of a locked content from a part on. From the commit on no delivery can
   * add a reference to the rest, which a sweep will find again.
   */
  public void shorten(long locked, int chunks) throws SQLException {
    each("update content set token = null where id = ?", List.of(locked));
    try (PreparedStatement delete =
        connection.prepareStatement("delete from chunk where content = ? and part >= ?")) {
      delete.setLong(1, locked);
      delete.setInt(2, chunks);
      delete.executeUpdate();
    }
  }

  private interface Reading<T> {
    List<T> read(ResultSet rows) throws SQLException;
  }

  private <T> List<T> query(String sql, List<Long> contents, Reading<T> reading)
      throws SQLException {
    Array keys = connection.createArrayOf("bigint", contents.toArray());
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setArray(1, keys);
      return reading.read(select.executeQuery());
    } finally {
      keys.free();
    }
  }

  private static List<Long> keys(ResultSet rows) throws SQLException {
    List<Long> keys = new ArrayList<>();
    while (rows.next()) {
      keys.add(rows.getLong(1));
    }
    return keys;
  }

  private void each(String sql, List<Long> contents) throws SQLException {
    try (PreparedStatement change = connection.prepareStatement(sql)) {
      for (long content : contents) {
        change.setLong(1, content);
        change.addBatch();
      }
      change.executeBatch();
    }
  }
}
