package org.pop3ra.maildrop.persistence;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Contents as the sweep sees them: claimed, looked at again, removed. Between a claim and what
 * follows from it must be a commit. Several contents are always named in ascending order, so that
 * two sweeps wait for each other and never in a circle.
 */
public record ClaimTable(Connection connection) {

  /**
   * A content that the sweep claims.
   *
   * @param token the one it had; none if it was claimed before
   * @param chunks how many it has
   */
  public record Claim(long content, Optional<UUID> token, int chunks) {}

  /** Clears tokens, for a minute. Another sweep will come back should this one die. */
  private static final String CLAIM =
      "update content set token = null, open_until = now() + interval '1' minute where id = ?";

  private static final String NOT_OPEN = " and (open_until is null or open_until <= now())";
  private static final String NEEDED_BY_NONE =
      " and not exists (select 1 from message where message.content = content.id)";
  private static final String STILL_CLAIMED = " and token is null" + NEEDED_BY_NONE;

  /** Contents that were open, and are no more. */
  public List<Long> expired(int most) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id from content where open_until <= now() order by open_until limit ?")) {
      select.setInt(1, most);
      ResultSet rows = select.executeQuery();
      List<Long> contents = new ArrayList<>();
      while (rows.next()) {
        contents.add(rows.getLong(1));
      }
      return contents;
    }
  }

  /** Those of some contents that are not open, as they could be claimed. */
  public List<Claim> closed(List<Long> contents) throws SQLException {
    Array keys = connection.createArrayOf("bigint", contents.toArray());
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id, token,"
                + " coalesce((select max(part) from chunk where chunk.content = content.id), -1) + 1"
                + " from unnest(cast(? as bigint array)) k(wanted) join content on id = wanted"
                + NOT_OPEN
                + " order by id")) {
      select.setArray(1, keys);
      return claims(select.executeQuery());
    } finally {
      keys.free();
    }
  }

  private static List<Claim> claims(ResultSet rows) throws SQLException {
    List<Claim> claims = new ArrayList<>();
    while (rows.next()) {
      Optional<UUID> token = Optional.ofNullable(rows.getObject(2, UUID.class));
      claims.add(new Claim(rows.getLong(1), token, rows.getInt(3)));
    }
    return claims;
  }

  /**
   * Clears the tokens of those that are not open and that no message refers to, as far as can be
   * seen here. From the commit on no delivery can add a reference to them.
   *
   * @return those
   */
  public List<Claim> claim(List<Claim> closed) throws SQLException {
    return each(CLAIM + NOT_OPEN + NEEDED_BY_NONE, closed);
  }

  /** They are referred to: nobody needs to look at them until a reference is removed. */
  public void settle(List<Claim> closed) throws SQLException {
    each(
        "update content set open_until = null"
            + " where id = ? and open_until is not null and open_until <= now()",
        closed);
  }

  /**
   * Removes the last chunks of a claimed content from a part on.
   *
   * @return whether it was still claimed and needed by none
   */
  public boolean shorten(Claim claim, int chunks) throws SQLException {
    if (each(CLAIM + STILL_CLAIMED, List.of(claim)).isEmpty()) {
      return false;
    }
    try (PreparedStatement delete =
        connection.prepareStatement("delete from chunk where content = ? and part >= ?")) {
      delete.setLong(1, claim.content());
      delete.setInt(2, chunks);
      delete.executeUpdate();
      return true;
    }
  }

  /**
   * Removes claimed contents with all their chunks, and leaves those that are claimed no more, or
   * that are needed: a delivery had added a reference before the claim could see it.
   *
   * @return those that were removed
   */
  public List<Claim> remove(List<Claim> claims) throws SQLException {
    List<Claim> removed = each("delete from content where id = ?" + STILL_CLAIMED, claims);
    each("delete from chunk where content = ?", removed);
    return removed;
  }

  /** Claims that were wrong are given back; the next sweep looks whether they are to be settled. */
  public void unclaim(List<Claim> claims) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update content set token = ?, open_until = now() where id = ? and token is null")) {
      for (Claim claim : claims) {
        update.setObject(1, claim.token().orElseGet(UUID::randomUUID));
        update.setLong(2, claim.content());
        update.executeUpdate();
      }
    }
  }

  /** Changes each by its key; those that were changed. */
  private List<Claim> each(String sql, List<Claim> claims) throws SQLException {
    try (PreparedStatement change = connection.prepareStatement(sql)) {
      for (Claim claim : claims) {
        change.setLong(1, claim.content());
        change.addBatch();
      }
      return changed(claims, change.executeBatch());
    }
  }

  private static List<Claim> changed(List<Claim> claims, int[] counts) {
    List<Claim> changed = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        changed.add(claims.get(i));
      }
    }
    return changed;
  }
}
