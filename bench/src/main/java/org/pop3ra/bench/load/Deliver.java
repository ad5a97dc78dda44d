package org.pop3ra.bench.load;

import static java.util.Objects.requireNonNull;

import java.io.IOException;

/**
 * LMTP delivery, one recipient for each message, many messages over one connection.
 *
 * @param rounds how many messages each account gets; {@link Integer#MAX_VALUE}: no end
 */
public record Deliver(Target target, Range accounts, Mail mail, int rounds) implements Work {

  public Deliver {
    requireNonNull(target, "target is null");
    requireNonNull(accounts, "accounts is null");
    requireNonNull(mail, "mail is null");
  }

  @Override
  public Turns begin(int client, int clients) {
    return new Connection(client, clients);
  }

  private final class Connection implements Turns {
    private final int client;
    private final int clients;
    private final long most;
    private LmtpClient lmtp;
    private int turn;

    Connection(int client, int clients) {
      this.client = client;
      this.clients = clients;
      most = (long) rounds * accounts.share(client, clients);
    }

    @Override
    public boolean next(Tally tally) throws IOException {
      if (turn < most) {
        deliver(tally);
      }
      return turn < most;
    }

    private void deliver(Tally tally) throws IOException {
      int account = accounts.account(client, clients, turn++);
      try {
        if (lmtp == null) {
          lmtp = new LmtpClient(target, client);
        }
        lmtp.deliver(mail.message(account + turn), account);
        tally.done();
      } catch (IOException e) {
        abort();
        throw e;
      }
    }

    private void abort() throws IOException {
      if (lmtp != null) {
        lmtp.close();
      }
      lmtp = null;
    }

    @Override
    public void close() throws IOException {
      if (lmtp != null) {
        lmtp.quit();
        lmtp.close();
      }
    }
  }
}
