package org.pop3ra.bench.load;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Clients side by side, a thread for each. */
public record Crowd(int clients) {
  private static final int MOST_ERRORS_OF_ONE = 20;

  public Crowd {
    if (clients < 1) {
      throw new IllegalArgumentException("clients must be positive");
    }
  }

  /** Works until nothing is left to do. */
  public Figures finish(Work work) throws InterruptedException {
    return run(work, Long.MAX_VALUE);
  }

  /** Works for so long; a turn that was begun is done to its end. */
  public Figures run(Work work, double seconds) throws InterruptedException {
    return run(work, (long) (seconds * 1e9));
  }

  private Figures run(Work work, long nanos) throws InterruptedException {
    requireNonNull(work, "work is null");
    Tally tally = new Tally();
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      int client = i;
      threads.add(
          new Thread(() -> client(start, work.begin(client, clients), nanos, tally), "client"));
    }
    threads.forEach(Thread::start);
    long begin = System.nanoTime();
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    return tally.figures((System.nanoTime() - begin) / 1e9);
  }

  private static void client(CountDownLatch start, Work.Turns turns, long nanos, Tally tally) {
    try (turns) {
      start.await();
      long begin = System.nanoTime();
      boolean more = true;
      for (int errors = 0; more && System.nanoTime() - begin < nanos; ) {
        try {
          more = turns.next(tally);
        } catch (IOException | RuntimeException e) {
          tally.error(e);
          more = ++errors < MOST_ERRORS_OF_ONE;
        }
      }
    } catch (IOException e) {
      tally.error(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
