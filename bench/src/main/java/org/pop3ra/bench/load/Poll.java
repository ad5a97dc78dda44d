package org.pop3ra.bench.load;

import static java.util.Objects.requireNonNull;

import java.io.IOException;

/** Login, STAT, UIDL, LIST, QUIT: what a mail client does when there is nothing new. */
public record Poll(Target target, Range accounts, Security security) implements Work {

  public Poll {
    requireNonNull(target, "target is null");
    requireNonNull(accounts, "accounts is null");
    requireNonNull(security, "security is null");
  }

  @Override
  public Turns begin(int client, int clients) {
    Pop3Client pop = new Pop3Client(target, security, client);
    return Sessions.endless(pop, accounts, client, clients, Poll::look);
  }

  static void look(Pop3Client pop, Tally tally) throws IOException {
    Pop3Client.Stat stat = pop.stat();
    pop.uidl(stat);
    pop.list(stat);
  }
}
