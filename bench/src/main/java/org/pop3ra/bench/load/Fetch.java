package org.pop3ra.bench.load;

import static java.util.Objects.requireNonNull;

import java.io.IOException;

/** RETR of the first message over and over, in one session for each client. Work is a message. */
public record Fetch(Target target, Range accounts, Security security) implements Work {

  public Fetch {
    requireNonNull(target, "target is null");
    requireNonNull(accounts, "accounts is null");
    requireNonNull(security, "security is null");
  }

  @Override
  public Turns begin(int client, int clients) {
    return new Session(new Pop3Client(target, security, client), accounts.first() + client);
  }

  private static final class Session implements Turns {
    private final Pop3Client pop;
    private final int account;
    private boolean open;

    Session(Pop3Client pop, int account) {
      this.pop = pop;
      this.account = account;
    }

    @Override
    public boolean next(Tally tally) throws IOException {
      try {
        if (!open) {
          open();
        }
        tally.message(pop.retr(1));
        tally.done();
      } catch (IOException e) {
        open = false;
        pop.close();
        throw e;
      }
      return true;
    }

    private void open() throws IOException {
      pop.connect();
      pop.login(account);
      pop.list(pop.stat());
      open = true;
    }

    @Override
    public void close() throws IOException {
      if (open) {
        pop.quit();
      }
      pop.close();
    }
  }
}
