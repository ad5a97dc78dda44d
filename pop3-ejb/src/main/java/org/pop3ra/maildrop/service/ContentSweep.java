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
    List<Closed> closed = transactions.call(c -> new ContentRemoval(c).closed(keys));
    settle(closed.stream().filter(Closed::needed).toList());
    remove(closed.stream().filter(content -> !content.needed()).toList());
  }

  /** One that is not needed any more when it is locked counts as open until now. */
  private void settle(List<Closed> needed) throws SQLException {
    if (!needed.isEmpty()) {
      goOn.run();
      transactions.call(c -> unneeded(new ContentRemoval(c), needed));
    }
  }

  private void remove(List<Closed> contents) throws SQLException {
    List<Closed> piece = new ArrayList<>();
    int room = CHUNKS;
    for (Closed large : contents) {
      Closed content = shortened(large);
      if (content.chunks() > room) {
        removePiece(piece);
        piece.clear();
        room = CHUNKS;
      }
      if (content.chunks() <= room) {
        piece.add(content);
        room -= content.chunks();
      }
    }
    removePiece(piece);
  }

  /** Without what does not fit into one transaction, unless it turns out to be open or needed. */
  private Closed shortened(Closed large) throws SQLException {
    Closed content = large;
    while (content.chunks() > CHUNKS && shorten(content)) {
      content = new Closed(content.content(), content.chunks() - CHUNKS, false);
    }
    return content;
  }

  private boolean shorten(Closed content) throws SQLException {
    goOn.run();
    return transactions.call(
        connection -> {
          ContentRemoval removal = new ContentRemoval(connection);
          List<Long> unneeded = unneeded(removal, List.of(content));
          for (long key : unneeded) {
            removal.shorten(key, content.chunks() - CHUNKS);
          }
          return !unneeded.isEmpty();
        });
  }

  private void removePiece(List<Closed> piece) throws SQLException {
    if (!piece.isEmpty()) {
      goOn.run();
      transactions.call(c -> removePiece(c, piece));
    }
  }

  private static Void removePiece(Connection connection, List<Closed> piece) throws SQLException {
    ContentRemoval removal = new ContentRemoval(connection);
    removal.remove(unneeded(removal, piece));
    return null;
  }

  /** First the lock, then the look: what a delivery committed that had the lock is seen. */
  private static List<Long> unneeded(ContentRemoval removal, List<Closed> contents)
      throws SQLException {
    List<Long> unneeded = new ArrayList<>(removal.lock(contents));
    List<Long> needed = removal.needed(unneeded);
    removal.settle(needed);
    unneeded.removeAll(needed);
    return unneeded;
  }
}
