package org.pop3ra.bench.load;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Mail that comes and goes: each turn delivers some messages to a maildrop, looks at it some times,
 * reads and deletes all. Work is a turn.
 */
record Turnover(Target target, Range accounts, Mail mail) implements Work {
  private static final int MESSAGES = 5;
  private static final int LOOKS = 10;

  Turnover {
    requireNonNull(target, "target is null");
    requireNonNull(accounts, "accounts is null");
    requireNonNull(mail, "mail is null");
  }

  @Override
  public Turns begin(int client, int clients) {
    return new Rotation(client, clients);
  }

  private final class Rotation implements Turns {
    private final int client;
    private final int clients;
    private final Pop3Client pop;
    private int turn;

    Rotation(int client, int clients) {
      this.client = client;
      this.clients = clients;
      pop = new Pop3Client(target, Security.NONE, client);
    }

    @Override
    public boolean next(Tally tally) throws IOException {
      int account = accounts.account(client, clients, turn++);
      AtomicInteger before = new AtomicInteger();
      session(account, tally, (seen, counts) -> before.set(seen.stat().messages()));
      deliver(account);
      for (int i = 0; i < LOOKS; i++) {
        session(account, tally, Poll::look);
      }
      session(account, tally, (seen, counts) -> empty(seen, counts, before.get() + MESSAGES));
      tally.done();
      return true;
    }

    private void deliver(int account) throws IOException {
      try (LmtpClient lmtp = new LmtpClient(target, client)) {
        for (int i = 0; i < MESSAGES; i++) {
          lmtp.deliver(mail.message(MESSAGES * turn + i), account);
        }
        lmtp.quit();
      }
    }

    private void session(int account, Tally tally, Sessions.Visit visit) throws IOException {
      try (pop) {
        pop.connect();
        pop.login(account);
        visit.visit(pop, tally);
        pop.quit();
      }
    }
  }

  private static void empty(Pop3Client pop, Tally tally, int messages) throws IOException {
    Pop3Client.Stat stat = pop.stat();
    Fault.unless(stat.messages() == messages, "not what was delivered: " + stat.messages());
    Emptying.readAndMark(pop, tally);
  }
}
