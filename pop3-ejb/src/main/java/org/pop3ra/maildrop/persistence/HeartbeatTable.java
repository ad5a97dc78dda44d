package org.pop3ra.maildrop.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/**
 * One row for each incarnation of a node, good until a time by the database's clock. May be lost as
 * a whole: then no incarnation finds its row, and all are over.
 */
public record HeartbeatTable(Connection connection) {

  /** A new incarnation; {@code node} is its configured name, or null. */
  public void insert(UUID incarnation, String node) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into heartbeat (incarnation, node, good_until)"
                + " values (?, ?, now() + interval '20' second)")) {
      insert.setObject(1, incarnation);
      insert.setString(2, node);
      insert.executeUpdate();
    }
  }

  /** Whether the incarnation was still good, and now is for another while. */
  public boolean renew(UUID incarnation) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update heartbeat set good_until = now() + interval '20' second"
                + " where incarnation = ? and good_until > now()")) {
      update.setObject(1, incarnation);
      return update.executeUpdate() == 1;
    }
  }

  /** Ends an incarnation: all its leases are free. */
  public void delete(UUID incarnation) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from heartbeat where incarnation = ?")) {
      delete.setObject(1, incarnation);
      delete.executeUpdate();
    }
  }

  /** Ends all incarnations of the node of that name. */
  public void deleteNode(String node) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from heartbeat where node = ?")) {
      delete.setString(1, node);
      delete.executeUpdate();
    }
  }

  /** Ends all incarnations of all nodes. */
  public void deleteAll() throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement("delete from heartbeat")) {
      delete.executeUpdate();
    }
  }

  /**
   * Whether an incarnation is over, and from now on cannot be renewed: a renewal on its way either
   * came first, and this waited for it and says {@code false}, or finds no row.
   */
  public boolean declareDead(UUID incarnation) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from heartbeat where incarnation = ? and good_until <= now()")) {
      delete.setObject(1, incarnation);
      return delete.executeUpdate() == 1 || !exists(incarnation);
    }
  }

  /** Removes what ran out. */
  public int deleteDead() throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from heartbeat where good_until <= now()")) {
      return delete.executeUpdate();
    }
  }

  private boolean exists(UUID incarnation) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select 1 from heartbeat where incarnation = ?")) {
      select.setObject(1, incarnation);
      return select.executeQuery().next();
    }
  }
}
