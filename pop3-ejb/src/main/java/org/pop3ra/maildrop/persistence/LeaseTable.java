package org.pop3ra.maildrop.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.pop3ra.maildrop.domain.HeldLease;

/**
 * Who holds a maildrop: the token in its row. A missing row means that nobody does; the table may
 * be lost as a whole, which only ends sessions.
 */
public record LeaseTable(Connection connection) {

  /** A holder: its token, and the incarnation that must be alive for it to count. */
  public record Holder(UUID token, UUID incarnation) {}

  /** Takes a lease that nobody holds, or that is held by the token {@code former}. */
  public boolean takeFree(HeldLease lease, UUID former) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update lease set token = ?, incarnation = ?, fence = fence + 1"
                + " where maildrop = ? and (token is null or token = ?)")) {
      update.setObject(1, lease.token());
      update.setObject(2, lease.incarnation().id());
      update.setLong(3, lease.maildrop());
      update.setObject(4, former);
      return update.executeUpdate() == 1;
    }
  }

  /** Takes a lease from a holder, if it is still the holder. */
  public boolean takeFrom(Holder holder, HeldLease lease) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update lease set token = ?, incarnation = ?, fence = fence + 1"
                + " where maildrop = ? and token = ?")) {
      update.setObject(1, lease.token());
      update.setObject(2, lease.incarnation().id());
      update.setLong(3, lease.maildrop());
      update.setObject(4, holder.token());
      return update.executeUpdate() == 1;
    }
  }

  /** Makes the row of a maildrop that has none; a unique violation if another one just did. */
  public void insert(HeldLease lease) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into lease (maildrop, fence, token, incarnation) values (?, 1, ?, ?)")) {
      insert.setLong(1, lease.maildrop());
      insert.setObject(2, lease.token());
      insert.setObject(3, lease.incarnation().id());
      insert.executeUpdate();
    }
  }

  /** Whether the maildrop has a row. */
  public boolean exists(long maildrop) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select 1 from lease where maildrop = ?")) {
      select.setLong(1, maildrop);
      return select.executeQuery().next();
    }
  }

  /** Who holds the maildrop. */
  public Optional<Holder> holder(long maildrop) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select token, incarnation from lease where maildrop = ? and token is not null")) {
      select.setLong(1, maildrop);
      ResultSet rows = select.executeQuery();
      return rows.next()
          ? Optional.of(new Holder(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class)))
          : Optional.empty();
    }
  }

  /** Whether the lease is still this one's. */
  public boolean holds(HeldLease lease) throws SQLException {
    return holder(lease.maildrop()).filter(h -> h.token().equals(lease.token())).isPresent();
  }

  /** Gives a lease back, if it is still this one's. */
  public boolean release(HeldLease lease) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(RELEASE)) {
      bind(update, lease);
      return update.executeUpdate() == 1;
    }
  }

  /**
   * Gives back those that are still held; to be called in the order of the maildrops.
   *
   * @return how many rows each of them changed
   */
  public int[] release(List<HeldLease> leases) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(RELEASE)) {
      for (HeldLease lease : leases) {
        bind(update, lease);
        update.addBatch();
      }
      return update.executeBatch();
    }
  }

  /** Removes the row of a maildrop that is no more. */
  public void delete(long maildrop) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from lease where maildrop = ?")) {
      delete.setLong(1, maildrop);
      delete.executeUpdate();
    }
  }

  private static final String RELEASE =
      "update lease set token = null, incarnation = null where maildrop = ? and token = ?";

  private static void bind(PreparedStatement update, HeldLease lease) throws SQLException {
    update.setLong(1, lease.maildrop());
    update.setObject(2, lease.token());
  }
}
