package org.pop3ra.bench.load;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.PrintStream;

/** Sessions that are open side by side, each with its own account. */
final class Together {
  /** The first login of each account may cost a hash. */
  private static final Crowd FEW = new Crowd(8);

  private final Pop3Client[] sessions;

  Together(Target target, int count) {
    requireNonNull(target, "target is null");
    sessions = new Pop3Client[count];
    for (int i = 0; i < count; i++) {
      sessions[i] = new Pop3Client(target, Security.NONE, i);
    }
  }

  /** All log in, say nothing for a while, then NOOP and QUIT. */
  Figures idle(int seconds, PrintStream out) throws InterruptedException {
    Figures logins = login();
    out.printf("logged in: %s; holding %d s%n", logins, seconds);
    Thread.sleep(seconds * 1000L);
    return FEW.finish(new Each(sessions.length, this::leave)).with(logins.errors());
  }

  /** All log in, then all read their first message at once. */
  Figures retr() throws InterruptedException {
    Figures logins = login();
    Each first = new Each(sessions.length, this::readFirst);
    return new Crowd(sessions.length).finish(first).with(logins.errors());
  }

  private Figures login() throws InterruptedException {
    return FEW.finish(new Each(sessions.length, this::login));
  }

  private void login(int number, Tally tally) throws IOException {
    sessions[number].connect();
    sessions[number].login(number);
  }

  private void leave(int number, Tally tally) throws IOException {
    try (Pop3Client pop = sessions[number]) {
      pop.noop();
      pop.quit();
    }
  }

  private void readFirst(int number, Tally tally) throws IOException {
    try (Pop3Client pop = sessions[number]) {
      pop.list(pop.stat());
      tally.message(pop.retr(1));
      pop.quit();
    }
  }
}
