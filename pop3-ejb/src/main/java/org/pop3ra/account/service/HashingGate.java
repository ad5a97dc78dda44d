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
 *
 * <p>Logins wait in threads that deliveries, and logins that need no computation, want too. So only
 * as few of them wait here as keep the computations going; the others are told to come again.
 */
final class HashingGate {
  private static final int MAX_WAITING_LOGINS = 2;

  /** Leaves some of the workers, which are 16 at most, to others. */
  private static final int MAX_PERMITS = 8;

  private final Semaphore permits;
  private final Semaphore places;
  private final int maxWaiting;
  private final Duration maxWait;

  HashingGate(int permits, int maxWaiting, Duration maxWait) {
    this.permits = new Semaphore(permits, true);
    this.places = new Semaphore(Math.min(permits, MAX_WAITING_LOGINS));
    this.maxWaiting = maxWaiting;
    this.maxWait = maxWait;
  }

  /** For this process: few, at most a tenth of the heap, and no more than can compute. */
  static HashingGate forThisProcess(int maxWaiting, Duration maxWait) {
    Runtime runtime = Runtime.getRuntime();
    int permits = permits(runtime.availableProcessors(), runtime.maxMemory());
    return new HashingGate(permits, maxWaiting, maxWait);
  }

  static int permits(int processors, long maxHeap) {
    long each = Argon2Parameters.CURRENT.memoryKib() * 1024L;
    return (int) Math.max(1, Math.min(Math.min(processors, MAX_PERMITS), maxHeap / 10 / each));
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

  /**
   * Runs a login's computation once there is room.
   *
   * @throws MaildropException {@code CROWDED} if other logins wait already; {@code TEMPORARY} as
   *     {@link #run}
   */
  <T> T runForLogin(Supplier<T> computation) throws MaildropException {
    enterForLogin();
    try {
      return computation.get();
    } finally {
      permits.release();
    }
  }

  /**
   * Says early what {@link #runForLogin} would say, as far as that can be known.
   *
   * @throws MaildropException {@code CROWDED}
   */
  void requirePlaceForLogin() throws MaildropException {
    if (places.availablePermits() == 0) {
      throw crowded();
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

  private void enterForLogin() throws MaildropException {
    if (enterAtOnce()) {
      return;
    }
    if (!places.tryAcquire()) {
      throw crowded();
    }
    try {
      enter();
    } finally {
      places.release();
    }
  }

  private static MaildropException crowded() {
    return new MaildropException(
        MaildropException.Reason.CROWDED, "other logins wait for a password computation");
  }

  private static MaildropException busy(String detail) {
    return new MaildropException(MaildropException.Reason.TEMPORARY, detail);
  }
}
