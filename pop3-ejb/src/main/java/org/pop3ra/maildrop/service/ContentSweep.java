package org.pop3ra.maildrop.service;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.pop3ra.maildrop.persistence.ContentRemoval;
import org.pop3ra.maildrop.persistence.ContentRemoval.Closed;
import org.pop3ra.maildrop.persistence.LeftoverTable;
import org.pop3ra.spi.Content;

/**
 * Removes contents, many in a transaction, unless they are open (then their time will come) or
 * referred to (then the removal of the last reference will leave a note). Thread-safe.
 */
final class ContentSweep {
  private static final int MOST = 512;
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

  /** Looks at some of those that were open, and are no more. */
  void expired() throws SQLException {
    run(transactions.call(c -> new ContentRemoval(c).expired(MOST)));
  }

  /** Looks at a few hundred contents by their keys. */
  void run(Collection<Long> contents) throws SQLException {
    List<Long> keys = contents.stream().distinct().sorted().toList();
    List<Long> piece = new ArrayList<>();
    int room = CHUNKS;
    for (Closed closed : transactions.call(c -> new ContentRemoval(c).closed(keys))) {
      int chunks = shortened(closed);
      if (chunks > room) {
        remove(piece);
        piece.clear();
        room = CHUNKS;
      }
      piece.add(closed.content());
      room -= chunks;
    }
    remove(piece);
  }

  /** Removes from a large content what does not fit into one transaction; how much is left. */
  private int shortened(Closed closed) throws SQLException {
    int chunks = closed.chunks();
    while (chunks > CHUNKS) {
      chunks -= CHUNKS;
      shorten(closed.content(), chunks);
    }
    return chunks;
  }

  private void shorten(long content, int chunks) throws SQLException {
    goOn.run();
    transactions.call(
        connection -> {
          ContentRemoval removal = new ContentRemoval(connection);
          for (long unneeded : unneeded(removal, List.of(content))) {
            removal.shorten(unneeded, chunks);
          }
          return null;
        });
  }

  private void remove(List<Long> contents) throws SQLException {
    if (!contents.isEmpty()) {
      goOn.run();
      transactions.call(c -> remove(c, contents));
    }
  }

  private static Void remove(Connection connection, List<Long> contents) throws SQLException {
    ContentRemoval removal = new ContentRemoval(connection);
    removal.remove(unneeded(removal, contents));
    return null;
  }

  /** First the lock, then the look: what a delivery committed that had the lock is seen. */
  private static List<Long> unneeded(ContentRemoval removal, List<Long> contents)
      throws SQLException {
    List<Long> unneeded = new ArrayList<>(removal.lock(contents));
    List<Long> needed = removal.needed(unneeded);
    removal.settle(needed);
    unneeded.removeAll(needed);
    return unneeded;
  }
}
