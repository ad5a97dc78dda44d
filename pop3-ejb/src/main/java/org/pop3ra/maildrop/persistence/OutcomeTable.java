package org.pop3ra.maildrop.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.pop3ra.maildrop.domain.HeldLease;

/** Whether the QUIT of a lease was committed. */
public record OutcomeTable(Connection connection) {
  private static final int PATIENCE_SECONDS = 10;

  /**
   * Writes an outcome; a unique violation if there is one. {@code committed} false makes sure that
   * a commit still on its way fails: it waits for one that is just happening.
   */
  public void insert(HeldLease lease, boolean committed) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into outcome (maildrop, token, committed, at) values (?, ?, ?, now())")) {
      insert.setLong(1, lease.maildrop());
      insert.setObject(2, lease.token());
      insert.setBoolean(3, committed);
      if (committed) {
        insert.executeUpdate();
      } else {
        executePatiently(insert);
      }
    }
  }

  /** H2 keeps a time-out for the connection: the next user of that must not inherit it. */
  private static void executePatiently(PreparedStatement insert) throws SQLException {
    insert.setQueryTimeout(PATIENCE_SECONDS);
    try {
      insert.executeUpdate();
    } finally {
      insert.setQueryTimeout(0);
    }
  }

  /** The outcome, if one is written. */
  public Optional<Boolean> find(HeldLease lease) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select committed from outcome where maildrop = ? and token = ?")) {
      select.setLong(1, lease.maildrop());
      select.setObject(2, lease.token());
      ResultSet rows = select.executeQuery();
      return rows.next() ? Optional.of(rows.getBoolean(1)) : Optional.empty();
    }
  }

  /** Removes what nobody will ask for any more. */
  public int deleteOld() throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from outcome where at < now() - interval '1' day")) {
      return delete.executeUpdate();
    }
  }
}
