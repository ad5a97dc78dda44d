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

  /** Whose octets may go: a content's, or the body's with the same key. */
  public record Leftover(long maildrop, long sequence, Optional<Long> content) {}

  /** Some of them, in no particular order. */
  public List<Leftover> some(int most) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select maildrop, sequence, content from leftover limit ?")) {
      select.setInt(1, most);
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
