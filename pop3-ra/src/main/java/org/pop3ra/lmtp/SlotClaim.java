package org.pop3ra.lmtp;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.pop3ra.session.Outcome;
import org.pop3ra.spi.DeliveryListener;

/** One connection's claim on one of the {@link DeliverySlots}; waits for it without a thread. */
final class SlotClaim {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Between two looks, for those whose turn is next; longer for those further back. */
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);

  private static final int LONGEST_PAUSE_ROUNDS = 5;

  /**
   * A message takes so long at most, or those that come an octet at a time would keep all others
   * out. A message of 50 MB needs 30 KB a second then.
   */
  private static final Duration LONGEST_HOLD = Duration.ofMinutes(30);

  private final DeliverySlots slots;
  private final LongSupplier nanoClock;
  private Optional<DeliverySlots.Ticket> ticket = Optional.empty();
  private long heldSinceNanos;
  private boolean abandoned;

  SlotClaim(DeliverySlots slots, LongSupplier nanoClock) {
    this.slots = slots;
    this.nanoClock = nanoClock;
  }

  /** Goes on with {@code granted} once there is a slot, with {@code refused} after ten seconds. */
  Outcome<DeliveryListener> acquire(
      Supplier<Outcome<DeliveryListener>> granted, Supplier<Outcome<DeliveryListener>> refused) {
    if (!abandoned && ticket.isEmpty()) {
      ticket = slots.queueUp();
    }
    return await(granted, refused, PATIENCE);
  }

  boolean held() {
    return ticket.isPresent() && slots.granted(ticket.get());
  }

  /** Whether it is held for too long. */
  boolean overdue() {
    return held() && nanoClock.getAsLong() - heldSinceNanos >= LONGEST_HOLD.toNanos();
  }

  /** Leaves the queue too. Idempotent. */
  void release() {
    ticket.ifPresent(slots::giveBack);
    ticket = Optional.empty();
  }

  /** Gives back, and takes no more. */
  void abandon() {
    abandoned = true;
    release();
  }

  private Outcome<DeliveryListener> await(
      Supplier<Outcome<DeliveryListener>> granted,
      Supplier<Outcome<DeliveryListener>> refused,
      Duration patience) {
    if (held()) {
      heldSinceNanos = nanoClock.getAsLong();
      return granted.get();
    }
    if (ticket.isEmpty() || patience.isZero()) {
      release();
      return refused.get();
    }
    Duration pause = pause(ticket.get(), patience);
    return new Outcome.Later<>(pause, () -> await(granted, refused, patience.minus(pause)));
  }

  private Duration pause(DeliverySlots.Ticket waiting, Duration patience) {
    int rounds = Math.min(LONGEST_PAUSE_ROUNDS, 1 + slots.rounds(waiting));
    Duration pause = SHORTEST_PAUSE.multipliedBy(rounds);
    return pause.compareTo(patience) < 0 ? pause : patience;
  }
}
