package org.pop3ra.maildrop.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Maildrops: whose they are, their counters and quotas, and the next sequence. */
public record MaildropTable(Connection connection) {

  /** A maildrop as an address leads to it. */
  public record Target(long maildrop, boolean enabled, long octets, Optional<Long> quotaOctets) {

    /** Whether a message of that size would be too much. */
    public boolean overQuota(long more) {
      return quotaOctets.isPresent() && octets + more > quotaOctets.get();
    }
  }

  /** Whether an account is enabled, has that password still, and owns that maildrop. */
  public boolean owned(long maildrop, long account, long passwordVersion) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select 1 from account a join maildrop m on m.account = a.id"
                + " where a.id = ? and a.enabled and a.password_version = ? and m.id = ?")) {
      select.setLong(1, account);
      select.setLong(2, passwordVersion);
      select.setLong(3, maildrop);
      return select.executeQuery().next();
    }
  }

  /** The maildrop behind the first of these folded addresses that is one. */
  public Optional<Target> target(List<String> addresses) throws SQLException {
    for (String address : addresses) {
      Optional<Target> found = target(address);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<Target> target(String address) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select m.id, a.enabled, m.octets, m.quota_octets from login_name n"
                + " join account a on a.id = n.account join maildrop m on m.account = a.id"
                + " where n.name = ? and n.is_address")) {
      select.setString(1, address);
      ResultSet rows = select.executeQuery();
      return rows.next() ? Optional.of(target(rows)) : Optional.empty();
    }
  }

  private static Target target(ResultSet rows) throws SQLException {
    long quota = rows.getLong(4);
    Optional<Long> quotaOctets = rows.wasNull() ? Optional.empty() : Optional.of(quota);
    return new Target(rows.getLong(1), rows.getBoolean(2), rows.getLong(3), quotaOctets);
  }

  /**
   * Makes room for a message in each: counts it and takes a sequence for it, where the quota
   * allows. Holds the rows until the transaction ends, so that sequences are committed in their
   * order.
   *
   * @param maildrops ascending, or two deliveries wait for each other
   * @return for each whether there is room
   */
  public boolean[] reserve(List<Long> maildrops, int octets) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update maildrop set messages = messages + 1, octets = octets + ?,"
                + " next_sequence = next_sequence + 1 where id = ? and account is not null"
                + " and (quota_octets is null or octets + ? <= quota_octets)")) {
      for (long maildrop : maildrops) {
        update.setLong(1, octets);
        update.setLong(2, maildrop);
        update.setLong(3, octets);
        update.addBatch();
      }
      return ones(update.executeBatch());
    }
  }

  private static boolean[] ones(int[] counts) {
    boolean[] ones = new boolean[counts.length];
    for (int i = 0; i < counts.length; i++) {
      ones[i] = counts[i] == 1;
    }
    return ones;
  }

  /** Whether the maildrop still belongs to an account. */
  public boolean exists(long maildrop) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select 1 from maildrop where id = ? and account is not null")) {
      select.setLong(1, maildrop);
      return select.executeQuery().next();
    }
  }

  /** Counts removed messages. */
  public void removed(long maildrop, long messages, long octets) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update maildrop set messages = messages - ?, octets = octets - ? where id = ?")) {
      update.setLong(1, messages);
      update.setLong(2, octets);
      update.setLong(3, maildrop);
      update.executeUpdate();
    }
  }

  /** Some maildrop whose account was deleted. */
  public Optional<Long> abandoned() throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select id from maildrop where account is null limit 1")) {
      ResultSet rows = select.executeQuery();
      return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
    }
  }

  /** Removes a maildrop whose account was deleted, if it is empty, whatever it counts. */
  public boolean deleteEmpty(long maildrop) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from maildrop where id = ? and account is null"
                + " and not exists (select 1 from message where maildrop = ?)")) {
      delete.setLong(1, maildrop);
      delete.setLong(2, maildrop);
      return delete.executeUpdate() == 1;
    }
  }
}
