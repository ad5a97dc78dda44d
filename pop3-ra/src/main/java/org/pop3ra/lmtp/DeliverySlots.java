package org.pop3ra.lmtp;

import java.util.concurrent.Semaphore;

/**
 * How many messages of one activation may be on their way in at a time: each costs a buffer of up
 * to a chunk. Thread-safe; never blocks.
 */
public final class DeliverySlots {
  private final Semaphore free;

  public DeliverySlots(int slots) {
    if (slots < 1) {
      throw new IllegalArgumentException("slots must be positive");
    }
    free = new Semaphore(slots);
  }

  /** The slots that nobody holds at this moment. */
  public int available() {
    return free.availablePermits();
  }

  boolean tryAcquire() {
    return free.tryAcquire();
  }

  void release() {
    free.release();
  }
}
