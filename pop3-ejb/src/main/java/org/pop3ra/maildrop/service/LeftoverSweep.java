package org.pop3ra.maildrop.service;

import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.pop3ra.maildrop.persistence.LeftoverTable;
import org.pop3ra.maildrop.persistence.LeftoverTable.Leftover;

/** Removes the octets of removed messages, page by page of what these left behind. Thread-safe. */
final class LeftoverSweep {
  private static final int BODIES = LeftoverTable.PIECE / DeliveryTransaction.MAX_BODY;
  private static final int PAGE = 8 * BODIES;

  private final Transactions transactions;
  private final ContentSweep contents;
  private final Runnable goOn;

  LeftoverSweep(Transactions transactions, ContentSweep contents, Runnable goOn) {
    this.transactions = requireNonNull(transactions, "transactions is null");
    this.contents = requireNonNull(contents, "contents is null");
    this.goOn = requireNonNull(goOn, "goOn is null");
  }

  void run() throws SQLException {
    List<Leftover> page = page(LeftoverTable.FIRST);
    while (!page.isEmpty()) {
      removeBodies(page.stream().filter(leftover -> leftover.content().isEmpty()).toList());
      removeContents(page.stream().filter(leftover -> leftover.content().isPresent()).toList());
      page = page.size() < PAGE ? List.of() : page(page.get(PAGE - 1));
    }
  }

  private List<Leftover> page(Leftover last) throws SQLException {
    goOn.run();
    return transactions.call(c -> new LeftoverTable(c).after(last, PAGE));
  }

  private void removeBodies(List<Leftover> bodies) throws SQLException {
    for (int from = 0; from < bodies.size(); from += BODIES) {
      List<Leftover> piece = bodies.subList(from, Math.min(bodies.size(), from + BODIES));
      goOn.run();
      transactions.call(
          c -> {
            new LeftoverTable(c).removeBodies(piece);
            return null;
          });
    }
  }

  private void removeContents(List<Leftover> shared) throws SQLException {
    if (!shared.isEmpty()) {
      contents.run(shared.stream().map(Leftover::content).flatMap(Optional::stream).toList());
      transactions.call(
          c -> {
            new LeftoverTable(c).remove(shared);
            return null;
          });
    }
  }
}
