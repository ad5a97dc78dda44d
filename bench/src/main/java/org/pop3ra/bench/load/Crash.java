package org.pop3ra.bench.load;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Deliveries and deleting sessions side by side, journalled, until the server is gone. Every second
 * client delivers, the others part the accounts among themselves; there have to be two.
 */
final class Crash implements Work {
  private static final double DELETED = 0.6;
  private static final double CUT = 0.1;

  private final Target target;
  private final Range accounts;
  private final Journal journal;
  private final Mail mail = Mail.usual();

  /** Never used twice, also by the next run. */
  private final AtomicLong numbers = new AtomicLong(System.currentTimeMillis() * 1_000_000);

  Crash(Target target, Range accounts, Journal journal) {
    this.target = requireNonNull(target, "target is null");
    this.accounts = requireNonNull(accounts, "accounts is null");
    this.journal = requireNonNull(journal, "journal is null");
  }

  @Override
  public Turns begin(int client, int clients) {
    return new UntilGone(
        client % 2 == 0 ? new Sender(client) : new Reader(client, client / 2, clients / 2));
  }

  /** One or two recipients for each message. */
  private final class Sender implements Turns {
    private final int client;
    private LmtpClient lmtp;

    Sender(int client) {
      this.client = client;
    }

    @Override
    public boolean next(Tally tally) throws IOException {
      try {
        if (lmtp == null) {
          lmtp = new LmtpClient(target, client);
        }
        deliver(numbers.incrementAndGet(), recipients());
        tally.done();
      } catch (IOException e) {
        close();
        lmtp = null;
        throw e;
      }
      return true;
    }

    private void deliver(long number, List<Integer> recipients) throws IOException {
      List<Long> one = List.of(number);
      recipients.forEach(account -> journal.write(Journal.Event.SENDING, account, one));
      lmtp.deliver(
          mail.message((int) number),
          number,
          recipients,
          account -> journal.write(Journal.Event.DELIVERED, account, one));
    }

    private List<Integer> recipients() {
      return ThreadLocalRandom.current()
          .ints(2, accounts.first(), accounts.first() + accounts.count())
          .distinct()
          .boxed()
          .toList();
    }

    @Override
    public void close() throws IOException {
      if (lmtp != null) {
        lmtp.close();
      }
    }
  }

  /** Sessions that read all and delete most; some end without QUIT. */
  private final class Reader implements Turns {
    private final Pop3Client pop;
    private final int reader;
    private final int readers;
    private int turn;

    Reader(int client, int reader, int readers) {
      pop = new Pop3Client(target, Security.NONE, client);
      this.reader = reader;
      this.readers = readers;
    }

    @Override
    public boolean next(Tally tally) throws IOException {
      int account = accounts.account(reader, readers, turn++);
      try (pop) {
        pop.connect();
        pop.login(account);
        List<Long> marked = mark(tally);
        if (ThreadLocalRandom.current().nextDouble() >= CUT) {
          journal.write(Journal.Event.QUITTING, account, marked);
          pop.quit();
          journal.write(Journal.Event.DELETED, account, marked);
          tally.done();
        }
      }
      return true;
    }

    private List<Long> mark(Tally tally) throws IOException {
      List<Long> marked = new ArrayList<>();
      Pop3Client.Stat stat = pop.stat();
      pop.list(stat);
      for (int i = 1; i <= stat.messages(); i++) {
        long number = pop.numbered(i);
        if (ThreadLocalRandom.current().nextDouble() < DELETED) {
          pop.dele(i);
          marked.add(number);
        }
      }
      tally.messages(stat);
      return marked;
    }
  }
}
