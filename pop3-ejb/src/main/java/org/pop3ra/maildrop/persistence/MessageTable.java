package org.pop3ra.maildrop.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pop3ra.maildrop.domain.HeldLease;
import org.pop3ra.spi.Content;
import org.pop3ra.spi.Listing;

/** Messages, and the octets of the small ones. {@link MessageRemoval} removes them. */
public record MessageTable(Connection connection) {
  private static final int FETCH_SIZE = 5_000;

  /** What a delivery stores of a message beside its octets. */
  public record Entry(long maildrop, String uniqueId, String sender, String recipient) {}

  /** Where the octets of a message are, and some of them: its body, or chunks in their order. */
  public record Piece(boolean shared, List<byte[]> octets) {}

  /** The listing at this moment: call it after whatever may have waited. */
  public Listing list(long maildrop) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select sequence, octets, header_octets, stuffed, unique_id from message"
                + " where maildrop = ? order by sequence")) {
      select.setFetchSize(FETCH_SIZE);
      select.setLong(1, maildrop);
      return listing(select.executeQuery());
    }
  }

  /** From the driver's own rows: a pool's wrapper takes a lock for each column of each row. */
  private static Listing listing(ResultSet wrapped) throws SQLException {
    ResultSet rows = wrapped.unwrap(ResultSet.class);
    Listing.Builder listing = new Listing.Builder();
    while (rows.next()) {
      listing.add(
          rows.getLong(1), rows.getInt(2), rows.getInt(3), rows.getBoolean(4), rows.getString(5));
    }
    return listing.build();
  }

  /** The body or these chunks of a message, if the message exists and the lease is still held. */
  public Optional<Piece> read(HeldLease lease, long sequence, int firstPart, int lastPart)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select m.content is not null, case when m.content is null then b.octets else c.octets"
                + " end from lease l"
                + " join message m on m.maildrop = l.maildrop and m.sequence = ?"
                + " left join body b on b.maildrop = m.maildrop and b.sequence = m.sequence"
                + " left join chunk c on c.content = m.content and c.part between ? and ?"
                + " where l.maildrop = ? and l.token = ? order by c.part")) {
      select.setLong(1, sequence);
      select.setInt(2, firstPart);
      select.setInt(3, lastPart);
      select.setLong(4, lease.maildrop());
      select.setObject(5, lease.token());
      return piece(select.executeQuery());
    }
  }

  private static Optional<Piece> piece(ResultSet rows) throws SQLException {
    if (!rows.next()) {
      return Optional.empty();
    }
    boolean shared = rows.getBoolean(1);
    List<byte[]> octets = new ArrayList<>();
    do {
      byte[] part = rows.getBytes(2);
      if (part != null) {
        octets.add(part);
      }
    } while (rows.next());
    return Optional.of(new Piece(shared, octets));
  }

  /**
   * The bodies of a run of messages, by sequence, if the lease is still held. Each is looked up by
   * a subquery: a join might be planned to read all of the maildrop's.
   */
  public Map<Long, byte[]> bodies(HeldLease lease, long first, long last) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select m.sequence, (select b.octets from body b"
                + " where b.maildrop = ? and b.sequence = m.sequence) from lease l"
                + " join message m on m.maildrop = ? and m.sequence between ? and ?"
                + " where l.maildrop = ? and l.token = ?")) {
      select.setLong(1, lease.maildrop());
      select.setLong(2, lease.maildrop());
      select.setLong(3, first);
      select.setLong(4, last);
      select.setLong(5, lease.maildrop());
      select.setObject(6, lease.token());
      return bodies(select.executeQuery());
    }
  }

  private static Map<Long, byte[]> bodies(ResultSet rows) throws SQLException {
    Map<Long, byte[]> bodies = new HashMap<>();
    while (rows.next()) {
      byte[] octets = rows.getBytes(2);
      if (octets != null) {
        bodies.put(rows.getLong(1), octets);
      }
    }
    return bodies;
  }

  /**
   * Adds a message to each maildrop, with the sequence that was just reserved there.
   *
   * @param content the key of the octets, or null if they are in bodies
   */
  public void insert(List<Entry> entries, Content.Facts facts, boolean smtputf8, Long content)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into message (maildrop, sequence, unique_id, octets, header_octets, stuffed,"
                + " sha256, content, received, sender, recipient, smtputf8)"
                + " select id, next_sequence - 1, ?, ?, ?, ?, ?, ?, now(), ?, ?, ?"
                + " from maildrop where id = ?")) {
      for (Entry entry : entries) {
        insert.setString(1, entry.uniqueId());
        insert.setInt(2, facts.octets());
        insert.setInt(3, facts.headerOctets());
        insert.setBoolean(4, facts.stuffed());
        insert.setBytes(5, facts.sha256());
        insert.setObject(6, content, java.sql.Types.BIGINT);
        insert.setString(7, entry.sender());
        insert.setString(8, entry.recipient());
        insert.setBoolean(9, smtputf8);
        insert.setLong(10, entry.maildrop());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Adds the octets of a message to each maildrop, with the sequence that was just reserved. */
  public void insertBodies(List<Entry> entries, byte[] octets) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into body (maildrop, sequence, octets)"
                + " select id, next_sequence - 1, ? from maildrop where id = ?")) {
      for (Entry entry : entries) {
        insert.setBytes(1, octets);
        insert.setLong(2, entry.maildrop());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Some messages of a maildrop, the oldest first. */
  public long[] oldest(long maildrop, int most) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select sequence from message where maildrop = ? order by sequence limit ?")) {
      select.setLong(1, maildrop);
      select.setInt(2, most);
      ResultSet rows = select.executeQuery();
      long[] sequences = new long[most];
      int size = 0;
      while (rows.next()) {
        sequences[size++] = rows.getLong(1);
      }
      return Arrays.copyOf(sequences, size);
    }
  }
}
