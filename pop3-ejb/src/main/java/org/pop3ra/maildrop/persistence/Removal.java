package org.pop3ra.maildrop.persistence;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * The removal of messages. Rows are removed by their exact keys: a message that came since the
 * login must not be touched by what was decided at the login.
 */
public record Removal(Connection connection) {

  /** A look-up for each key. H2 would compare each row of the maildrop with each of "= any(?)". */
  private static final String KEYS =
      " from unnest(cast(? as bigint array)) k(sequence)"
          + " join message m on m.maildrop = ? and m.sequence = k.sequence";

  private static final String FIND =
      "select count(*), sum(m.octets), count(m.content),"
          + " sum(case when m.content is null then m.octets end)"
          + KEYS;
  private static final String LEAVE =
      "insert into leftover (maildrop, sequence, content)"
          + " select m.maildrop, m.sequence, m.content"
          + KEYS;

  /**
   * What was removed.
   *
   * @param octets of the messages
   * @param bodies octets that went with them; the others are left to the sweep
   */
  public record Removed(long messages, long octets, long bodies) {
    public static final Removed NOTHING = new Removed(0, 0, 0);

    public Removed and(Removed more) {
      return new Removed(messages + more.messages, octets + more.octets, bodies + more.bodies);
    }
  }

  /**
   * What is to be removed.
   *
   * @param octets of all
   * @param shared how many have a content
   * @param bodies octets of the others
   */
  private record Found(long messages, long octets, long shared, long bodies) {}

  /**
   * Removes messages, with their bodies if these are few octets. The rest is noted for the sweep:
   * no transaction may hold many octets, and a shared content may be needed by others.
   *
   * @param sequences a few hundred at most
   * @param room the most octets that may go with them
   */
  public Removed remove(long maildrop, long[] sequences, long room) throws SQLException {
    Array keys = connection.createArrayOf("bigint", Arrays.stream(sequences).boxed().toArray());
    try {
      Found found = find(maildrop, keys);
      boolean few = found.bodies() <= room;
      if (few) {
        delete("body", maildrop, sequences);
        leave(LEAVE + " and m.content is not null", maildrop, keys, found.shared());
      } else {
        leave(LEAVE, maildrop, keys, found.messages());
      }
      if (delete("message", maildrop, sequences) != found.messages()) {
        throw new SQLException("somebody else removes the same messages", "40001");
      }
      return new Removed(found.messages(), found.octets(), few ? found.bodies() : 0);
    } finally {
      keys.free();
    }
  }

  private Found find(long maildrop, Array keys) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(FIND)) {
      select.setArray(1, keys);
      select.setLong(2, maildrop);
      ResultSet rows = select.executeQuery();
      rows.next();
      return new Found(rows.getLong(1), rows.getLong(2), rows.getLong(3), rows.getLong(4));
    }
  }

  private void leave(String sql, long maildrop, Array keys, long count) throws SQLException {
    if (count > 0) {
      try (PreparedStatement insert = connection.prepareStatement(sql)) {
        insert.setArray(1, keys);
        insert.setLong(2, maildrop);
        insert.executeUpdate();
      }
    }
  }

  /** Run by run: most sessions delete messages that came one after the other. */
  private long delete(String table, long maildrop, long[] sequences) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from " + table + " where maildrop = ? and sequence between ? and ?")) {
      for (Run run : Run.of(sequences)) {
        delete.setLong(1, maildrop);
        delete.setLong(2, run.first());
        delete.setLong(3, run.last());
        delete.addBatch();
      }
      return Arrays.stream(delete.executeBatch()).asLongStream().sum();
    }
  }
}
