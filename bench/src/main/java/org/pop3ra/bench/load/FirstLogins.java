package org.pop3ra.bench.load;

import static java.util.Objects.requireNonNull;

import java.io.IOException;

/**
 * Each account once: login, STAT, QUIT. A server that keeps verified passwords in memory has them
 * then. Messages are what STAT counts.
 */
public record FirstLogins(Target target, Range accounts) {

  public FirstLogins {
    requireNonNull(target, "target is null");
    requireNonNull(accounts, "accounts is null");
  }

  public Work work() {
    return new Each(accounts.count(), this::login);
  }

  private void login(int number, Tally tally) throws IOException {
    try (Pop3Client pop = new Pop3Client(target, Security.NONE, number)) {
      pop.connect();
      pop.login(accounts.first() + number);
      tally.messages(pop.stat());
      pop.quit();
    }
  }
}
