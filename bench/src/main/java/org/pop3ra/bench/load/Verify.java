package org.pop3ra.bench.load;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks, after a crash, into each account of a journal, and settles there what nobody had known.
 * Every message is read and compared with its digest.
 */
final class Verify {
  /** A node that crashed holds its leases until its last heartbeat is old. */
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private static final long PAUSE_MILLIS = 500;
  private static final String TAKEN = "[IN-USE]";

  private final Target target;
  private final Range accounts;
  private final Ledger ledger;
  private final Journal journal;

  Verify(Target target, Range accounts, Ledger ledger, Journal journal) {
    this.target = requireNonNull(target, "target is null");
    this.accounts = requireNonNull(accounts, "accounts is null");
    this.ledger = requireNonNull(ledger, "ledger is null");
    this.journal = requireNonNull(journal, "journal is null");
  }

  /** For one client. Each violation is an error. */
  Work work() {
    return new Each(accounts.count(), (number, tally) -> verify(accounts.first() + number, tally));
  }

  private void verify(int account, Tally tally) throws IOException {
    List<Long> present = read(account, tally);
    ledger
        .violations(account, present)
        .forEach(what -> tally.error(new Fault(target.users().name(account) + ": " + what)));
    List<Long> open = ledger.open(account);
    journal.write(Journal.Event.FOUND, account, open.stream().filter(present::contains).toList());
    journal.write(
        Journal.Event.MISSING, account, open.stream().filter(n -> !present.contains(n)).toList());
  }

  private List<Long> read(int account, Tally tally) throws IOException {
    try (Pop3Client pop = new Pop3Client(target, Security.NONE, account)) {
      enter(pop, account);
      List<Long> present = new ArrayList<>();
      Pop3Client.Stat stat = pop.stat();
      pop.uidl(stat);
      pop.list(stat);
      for (int i = 1; i <= stat.messages(); i++) {
        present.add(pop.numbered(i));
      }
      pop.quit();
      tally.messages(stat);
      return present;
    }
  }

  private static void enter(Pop3Client pop, int account) throws IOException {
    for (long end = System.nanoTime() + PATIENCE_NANOS; ; pause()) {
      try {
        pop.connect();
        pop.login(account);
        return;
      } catch (Fault e) {
        pop.close();
        if (!e.getMessage().contains(TAKEN) || System.nanoTime() > end) {
          throw e;
        }
      }
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** What the journal was told, since its beginning; the last line of a run. */
  @Override
  public String toString() {
    return "%d copies acknowledged, %d deletes acknowledged; unanswered: %d copies and %d deletes"
        .formatted(
            ledger.count(Journal.Event.DELIVERED),
            ledger.count(Journal.Event.DELETED),
            ledger.count(Journal.Event.SENDING) - ledger.count(Journal.Event.DELIVERED),
            ledger.count(Journal.Event.QUITTING) - ledger.count(Journal.Event.DELETED));
  }
}
