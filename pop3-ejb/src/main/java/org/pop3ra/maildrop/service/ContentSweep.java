package org.pop3ra.maildrop.service;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.pop3ra.maildrop.persistence.ClaimTable;
import org.pop3ra.maildrop.persistence.ClaimTable.Claim;
import org.pop3ra.maildrop.persistence.LeftoverTable;
import org.pop3ra.spi.Content;

/**
 * Removes contents, many in a transaction, unless they are open (then their time will come) or
 * referred to (then the removal of the last reference will leave a note). Thread-safe.
 */
final class ContentSweep {

  /** How many are claimed together. */
  private static final int GROUP = 64;

  private static final int EXPIRED = 512;
  private static final int CHUNKS = LeftoverTable.PIECE / Content.CHUNK;

  private final Transactions transactions;
  private final Runnable goOn;

  /**
   * @param goOn called where nothing is half done that another sweep would not finish; throws to
   *     end the sweep
   */
  ContentSweep(Transactions transactions, Runnable goOn) {
    this.transactions = requireNonNull(transactions, "transactions is null");
    this.goOn = requireNonNull(goOn, "goOn is null");
  }

  /** Looks at those that were open, and are no more. */
  void expired() throws SQLException {
    run(transactions.call(c -> new ClaimTable(c).expired(EXPIRED)));
  }

  /** Looks at contents by their keys. */
  void run(Collection<Long> contents) throws SQLException {
    List<Long> keys = contents.stream().distinct().sorted().toList();
    for (int from = 0; from < keys.size(); from += GROUP) {
      goOn.run();
      remove(claim(keys.subList(from, Math.min(keys.size(), from + GROUP))));
    }
  }

  private List<Claim> claim(List<Long> keys) throws SQLException {
    return transactions.call(
        connection -> {
          ClaimTable table = new ClaimTable(connection);
          List<Claim> closed = table.closed(keys);
          List<Claim> claimed = table.claim(closed);
          table.settle(without(closed, claimed));
          return claimed;
        });
  }

  /** From here on the claims are committed: what refers to a content can be seen. */
  private void remove(List<Claim> claims) throws SQLException {
    List<Claim> piece = new ArrayList<>();
    int room = CHUNKS;
    for (Claim claim : claims) {
      int chunks = shortened(claim);
      if (chunks > room) {
        removePiece(piece);
        piece = new ArrayList<>();
        room = CHUNKS;
      }
      piece.add(claim);
      room -= chunks;
    }
    removePiece(piece);
  }

  /** Removes from a large content what does not fit into one transaction; how much is left. */
  private int shortened(Claim claim) throws SQLException {
    int chunks = claim.chunks();
    while (chunks > CHUNKS && shorten(claim, chunks - CHUNKS)) {
      chunks -= CHUNKS;
    }
    return Math.min(chunks, CHUNKS);
  }

  private boolean shorten(Claim claim, int chunks) throws SQLException {
    goOn.run();
    return transactions.call(c -> new ClaimTable(c).shorten(claim, chunks));
  }

  private void removePiece(List<Claim> piece) throws SQLException {
    if (!piece.isEmpty()) {
      goOn.run();
      transactions.call(c -> removePiece(c, piece));
    }
  }

  private static int removePiece(Connection connection, List<Claim> piece) throws SQLException {
    ClaimTable table = new ClaimTable(connection);
    List<Claim> removed = table.remove(piece);
    table.unclaim(without(piece, removed));
    return removed.size();
  }

  private static List<Claim> without(List<Claim> claims, List<Claim> others) {
    return claims.stream().filter(claim -> !others.contains(claim)).toList();
  }
}
