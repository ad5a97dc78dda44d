package org.pop3ra.maildrop.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What removed messages left behind: bodies to be removed, contents to be looked at. */
public record LeftoverTable(Connection connection) {

  /**
   * What one transaction may remove, in octets: on H2 one that removed 100 MB had no memory left.
   */
  public static final int PIECE = 1024 * 1024;

  /** Whose octets may go: a content's, or the body's with the same key. */
  public record Leftover(long maildrop, long sequence, Optional<Long> content) {}

  /** Before all of them. */
  public static final Leftover FIRST =
      new Leftover(Long.MIN_VALUE, Long.MIN_VALUE, Optional.empty());

  /**
   * Those that come next, by maildrop and sequence. From one to the next, and not from the first
   * again: what was removed stays in the index for a while.
   */
  public List<Leftover> after(Leftover last, int most) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select maildrop, sequence, content from leftover where (maildrop, sequence) > (?, ?)"
                + " order by maildrop, sequence limit ?")) {
      select.setLong(1, last.maildrop());
      select.setLong(2, last.sequence());
      select.setInt(3, most);
      ResultSet rows = select.executeQuery();
      List<Leftover> leftovers = new ArrayList<>();
      while (rows.next()) {
        leftovers.add(leftover(rows));
      }
      return leftovers;
    }
  }

  private static Leftover leftover(ResultSet rows) throws SQLException {
    long content = rows.getLong(3);
    Optional<Long> shared = rows.wasNull() ? Optional.empty() : Optional.of(content);
    return new Leftover(rows.getLong(1), rows.getLong(2), shared);
  }

  /** Removes bodies with their entries. */
  public void removeBodies(List<Leftover> leftovers) throws SQLException {
    batch("delete from body where maildrop = ? and sequence = ?", leftovers);
    remove(leftovers);
  }

  /** Removes entries that are done. */
  public void remove(List<Leftover> leftovers) throws SQLException {
    batch("delete from leftover where maildrop = ? and sequence = ?", leftovers);
  }

  private void batch(String sql, List<Leftover> leftovers) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      for (Leftover leftover : leftovers) {
        delete.setLong(1, leftover.maildrop());
        delete.setLong(2, leftover.sequence());
        delete.addBatch();
      }
      delete.executeBatch();
    }
  }
}
