package org.pop3ra.bench.load;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Login, RETR and DELE of all messages, QUIT; once with each account. */
public final class Emptying implements Work {
  private final Target target;
  private final Range accounts;
  private final Set<Integer> emptied = ConcurrentHashMap.newKeySet();

  public Emptying(Target target, Range accounts) {
    this.target = requireNonNull(target, "target is null");
    this.accounts = requireNonNull(accounts, "accounts is null");
  }

  /** The accounts whose deletes were acknowledged, ascending. */
  public List<Integer> emptied() {
    return emptied.stream().sorted().toList();
  }

  @Override
  public Turns begin(int client, int clients) {
    Pop3Client pop = new Pop3Client(target, Security.NONE, client);
    return Sessions.once(pop, accounts, client, clients, new Emptied());
  }

  static void readAndMark(Pop3Client pop, Tally tally) throws IOException {
    Pop3Client.Stat stat = pop.stat();
    pop.list(stat);
    for (int i = 1; i <= stat.messages(); i++) {
      tally.message(pop.retr(i));
      pop.dele(i);
    }
  }

  private final class Emptied implements Sessions.Visit {
    @Override
    public void visit(Pop3Client pop, Tally tally) throws IOException {
      readAndMark(pop, tally);
    }

    @Override
    public void left(int account) {
      emptied.add(account);
    }
  }
}
