package org.pop3ra.maildrop.persistence;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/**
 * The removal of messages. Rows are removed by their exact keys: a message that came since the
 * login must not be touched by what was decided at the login.
 */
public record MessageRemoval(Connection connection) {

  /**
   * A look-up for each key, which is what subqueries are: a join might be planned to read the whole
   * maildrop. "offset" keeps PostgreSQL from doing each of them for each mention of its result.
   */
  private static final String FIND =
      "select count(octets), sum(octets), count(content),"
          + " sum(case when content is null then octets end) from (select"
          + " (select m.octets from message m"
          + " where m.maildrop = ? and m.sequence = k.sequence) octets,"
          + " (select m.content from message m"
          + " where m.maildrop = ? and m.sequence = k.sequence) content"
          + " from unnest(cast(? as bigint array)) k(sequence) offset 0 rows) found";

  private static final String RUN = " where maildrop = ? and sequence between ? and ?";

  /** Not "is not null", for which PostgreSQL may take the index of all contents there are. */
  private static final String SHARED = " and coalesce(content, 0) > 0";

  private static final String LEAVE =
      "insert into leftover (maildrop, sequence, content)"
          + " select maildrop, sequence, content from message"
          + RUN;

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
    List<Run> runs = Run.of(sequences);
    Found found = find(maildrop, sequences);
    boolean few = found.bodies() <= room;
    if (few && found.shared() < found.messages()) {
      each("delete from body" + RUN, maildrop, runs);
    }
    if (!few) {
      each(LEAVE, maildrop, runs);
    } else if (found.shared() > 0) {
      each(LEAVE + SHARED, maildrop, runs);
    }
    if (each("delete from message" + RUN, maildrop, runs) != found.messages()) {
      throw new SQLException("somebody else removes the same messages", "40001");
    }
    return new Removed(found.messages(), found.octets(), few ? found.bodies() : 0);
  }

  private Found find(long maildrop, long[] sequences) throws SQLException {
    Array keys = connection.createArrayOf("bigint", Arrays.stream(sequences).boxed().toArray());
    try (PreparedStatement select = connection.prepareStatement(FIND)) {
      select.setLong(1, maildrop);
      select.setLong(2, maildrop);
      select.setArray(3, keys);
      ResultSet rows = select.executeQuery();
      rows.next();
      return new Found(rows.getLong(1), rows.getLong(2), rows.getLong(3), rows.getLong(4));
    } finally {
      keys.free();
    }
  }

  /** Run by run: most sessions delete messages that came one after the other. How many rows. */
  private long each(String sql, long maildrop, List<Run> runs) throws SQLException {
    try (PreparedStatement change = connection.prepareStatement(sql)) {
      for (Run run : runs) {
        change.setLong(1, maildrop);
        change.setLong(2, run.first());
        change.setLong(3, run.last());
        change.addBatch();
      }
      return Arrays.stream(change.executeBatch()).asLongStream().sum();
    }
  }
}
