package org.pop3ra.bench.load;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Something to be done once for each number from 0 on, by whoever is free. */
final class Each implements Work {
  private final int count;
  private final Action action;
  private final AtomicInteger next = new AtomicInteger();

  /** What is done; called from several threads. */
  interface Action {
    void act(int number, Tally tally) throws IOException;
  }

  Each(int count, Action action) {
    this.count = count;
    this.action = requireNonNull(action, "action is null");
  }

  @Override
  public Turns begin(int client, int clients) {
    return this::act;
  }

  private boolean act(Tally tally) throws IOException {
    int number = next.getAndIncrement();
    if (number < count) {
      action.act(number, tally);
      tally.done();
    }
    return number + 1 < count;
  }
}
