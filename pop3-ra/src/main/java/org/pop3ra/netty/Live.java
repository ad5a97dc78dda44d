package org.pop3ra.netty;

import java.time.Duration;

/**
 * Counts the connections whose end has not been brought to its end: the socket closed, no task
 * running, nothing held. Thread-safe.
 */
final class Live {
  private int count;

  synchronized void joined() {
    count++;
  }

  synchronized void left() {
    count--;
    notifyAll();
  }

  /** Waits until there are none; false if the time was not enough. */
  synchronized boolean awaitNone(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (count > 0) {
      long millis = (deadline - System.nanoTime()) / 1_000_000;
      if (millis <= 0) {
        return false;
      }
      wait(millis);
    }
    return true;
  }
}
