package org.pop3ra.account.service;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.pop3ra.account.domain.Argon2Parameters;
import org.pop3ra.spi.MaildropException;

/**
 * Lets only so many password computations run at once: each takes a core and 19 MiB of heap, and
 * strangers decide when. Those that come later wait in a queue that is bounded in length and time;
 * beyond that they are refused. Nobody must hold a transaction or a connection while waiting.
 */
final class HashingGate {
  private final Semaphore permits;
  private final int maxWaiting;
  private final Duration maxWait;

  HashingGate(int permits, int maxWaiting, Duration maxWait) {
    this.permits = new Semaphore(permits, true);
    this.maxWaiting = maxWaiting;
    this.maxWait = maxWait;
  }

  /** For this process: at most a tenth of the heap, and no more than can compute. */
  static HashingGate forThisProcess(int maxWaiting, Duration maxWait) {
    Runtime runtime = Runtime.getRuntime();
    int permits = permits(runtime.availableProcessors(), runtime.maxMemory());
    return new HashingGate(permits, maxWaiting, maxWait);
  }

  static int permits(int processors, long maxHeap) {
    long each = Argon2Parameters.CURRENT.memoryKib() * 1024L;
    return (int) Math.max(1, Math.min(processors, maxHeap / 10 / each));
  }

  /**
   * Runs a computation once there is room.
   *
   * @throws MaildropException {@code TEMPORARY} if too many wait already, or the wait was too long
   */
  <T> T run(Supplier<T> computation) throws MaildropException {
    enter();
    try {
      return computation.get();
    } finally {
      permits.release();
    }
  }

  /** Runs a computation that may as well be left out: only if there is room at once. */
  <T> Optional<T> runIfIdle(Supplier<T> computation) {
    if (!enterAtOnce()) {
      return Optional.empty();
    }
    try {
      return Optional.of(computation.get());
    } finally {
      permits.release();
    }
  }

  /** Before nobody who waits already. */
  private boolean enterAtOnce() {
    return !permits.hasQueuedThreads() && permits.tryAcquire();
  }

  private void enter() throws MaildropException {
    if (enterAtOnce()) {
      return;
    }
    // An estimate, off by the few that arrive in the same instant.
    if (permits.getQueueLength() >= maxWaiting) {
      throw busy("too many logins wait for a password computation");
    }
    try {
      if (!permits.tryAcquire(maxWait.toNanos(), NANOSECONDS)) {
        throw busy("waited too long for a password computation");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy("interrupted while waiting for a password computation");
    }
  }

  private static MaildropException busy(String detail) {
    return new MaildropException(MaildropException.Reason.TEMPORARY, detail);
  }
}
