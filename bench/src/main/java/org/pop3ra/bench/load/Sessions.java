package org.pop3ra.bench.load;

import static java.util.Objects.requireNonNull;

import java.io.IOException;

/** One client's sessions, one after the other, each with the next of its accounts. */
final class Sessions implements Work.Turns {
  private final Pop3Client pop;
  private final Range accounts;
  private final int client;
  private final int clients;
  private final int most;
  private final Visit visit;
  private int turn;

  /** What is done between login and QUIT. */
  interface Visit {
    void visit(Pop3Client pop, Tally tally) throws IOException;

    /** QUIT was acknowledged. */
    default void left(int account) {}
  }

  private Sessions(Pop3Client pop, Range accounts, int client, int clients, int most, Visit visit) {
    this.pop = requireNonNull(pop, "pop is null");
    this.accounts = requireNonNull(accounts, "accounts is null");
    this.client = client;
    this.clients = clients;
    this.most = most;
    this.visit = requireNonNull(visit, "visit is null");
  }

  /** Without end. */
  static Sessions endless(Pop3Client pop, Range accounts, int client, int clients, Visit visit) {
    int most = accounts.share(client, clients) == 0 ? 0 : Integer.MAX_VALUE;
    return new Sessions(pop, accounts, client, clients, most, visit);
  }

  /** One with each account. */
  static Sessions once(Pop3Client pop, Range accounts, int client, int clients, Visit visit) {
    int most = accounts.share(client, clients);
    return new Sessions(pop, accounts, client, clients, most, visit);
  }

  @Override
  public boolean next(Tally tally) throws IOException {
    if (turn < most) {
      session(accounts.account(client, clients, turn++), tally);
    }
    return turn < most;
  }

  private void session(int account, Tally tally) throws IOException {
    try (pop) {
      pop.connect();
      if (pop.resumed()) {
        tally.resumed();
      }
      pop.login(account);
      visit.visit(pop, tally);
      pop.quit();
      tally.done();
      visit.left(account);
    }
  }
}
