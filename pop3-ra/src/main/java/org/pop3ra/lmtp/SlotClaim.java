package org.pop3ra.lmtp;

import java.time.Duration;
import java.util.function.Supplier;
import org.pop3ra.session.Outcome;
import org.pop3ra.spi.DeliveryListener;

/** One connection's claim on one of the {@link DeliverySlots}; waits for it without a thread. */
final class SlotClaim {
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final DeliverySlots slots;
  private boolean held;
  private boolean abandoned;

  SlotClaim(DeliverySlots slots) {
    this.slots = slots;
  }

  /** Goes on with {@code granted} once there is a slot, with {@code refused} after ten seconds. */
  Outcome<DeliveryListener> acquire(
      Supplier<Outcome<DeliveryListener>> granted, Supplier<Outcome<DeliveryListener>> refused) {
    return acquire(granted, refused, PATIENCE);
  }

  private Outcome<DeliveryListener> acquire(
      Supplier<Outcome<DeliveryListener>> granted,
      Supplier<Outcome<DeliveryListener>> refused,
      Duration patience) {
    held = held || (!abandoned && slots.tryAcquire());
    if (held) {
      return granted.get();
    }
    if (abandoned || patience.isZero()) {
      return refused.get();
    }
    return new Outcome.Later<>(
        PAUSE, () -> resumed(acquire(granted, refused, patience.minus(PAUSE))));
  }

  /** Idempotent. */
  void release() {
    if (held) {
      held = false;
      slots.release();
    }
  }

  /** Gives back, and takes no more. */
  void abandon() {
    abandoned = true;
    release();
  }

  /** After a wait there may be input that nobody has looked at. */
  private static Outcome<DeliveryListener> resumed(Outcome<DeliveryListener> outcome) {
    return outcome instanceof Outcome.More ? Transfer.goOn() : outcome;
  }
}
