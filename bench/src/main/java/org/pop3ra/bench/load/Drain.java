package org.pop3ra.bench.load;

import static java.util.Objects.requireNonNull;

import java.io.IOException;

/** Login, RETR of all messages, QUIT; what is read stays. */
public record Drain(Target target, Range accounts) implements Work {

  public Drain {
    requireNonNull(target, "target is null");
    requireNonNull(accounts, "accounts is null");
  }

  @Override
  public Turns begin(int client, int clients) {
    Pop3Client pop = new Pop3Client(target, Security.NONE, client);
    return Sessions.endless(pop, accounts, client, clients, Drain::readAll);
  }

  private static void readAll(Pop3Client pop, Tally tally) throws IOException {
    Pop3Client.Stat stat = pop.stat();
    pop.list(stat);
    for (int i = 1; i <= stat.messages(); i++) {
      tally.message(pop.retr(i));
    }
  }
}
