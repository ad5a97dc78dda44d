package org.pop3ra.lmtp;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * How many messages of one activation may be on their way in at a time: each costs a buffer of up
 * to a chunk. Who finds none free queues up, and gets one in turn: a slot that is given back goes
 * to the first in the queue, never to a newcomer. Thread-safe; never blocks.
 */
public final class DeliverySlots {
  /** Beyond this nobody has a chance to be served in time; it is better to say so at once. */
  static final int MOST_WAITING = 4096;

  private final int slots;
  private final Set<Ticket> waiting = new LinkedHashSet<>();
  private int free;
  private long issued;

  /** A place in the queue, and a slot later on. */
  static final class Ticket {
    private final long number;
    private boolean granted;

    private Ticket(long number) {
      this.number = number;
    }
  }

  public DeliverySlots(int slots) {
    if (slots < 1) {
      throw new IllegalArgumentException("slots must be positive");
    }
    this.slots = slots;
    free = slots;
  }

  /** The slots that nobody holds at this moment. */
  public synchronized int available() {
    return free;
  }

  /** Queues up behind all others; empty if too many wait. */
  synchronized Optional<Ticket> queueUp() {
    if (waiting.size() == MOST_WAITING) {
      return Optional.empty();
    }
    Ticket ticket = new Ticket(issued++);
    waiting.add(ticket);
    grant();
    return Optional.of(ticket);
  }

  /** Whether its turn has come: it holds a slot. */
  synchronized boolean granted(Ticket ticket) {
    return ticket.granted;
  }

  /**
   * How often all slots must be given back before it is its turn, the last time not counted. Fewer
   * times if some of those in front left.
   */
  synchronized int rounds(Ticket ticket) {
    return waiting.contains(ticket)
        ? (int) ((ticket.number - waiting.iterator().next().number) / slots)
        : 0;
  }

  /** Gives the slot back, or leaves the queue. Idempotent. */
  synchronized void giveBack(Ticket ticket) {
    waiting.remove(ticket);
    if (ticket.granted) {
      ticket.granted = false;
      free++;
      grant();
    }
  }

  private void grant() {
    Iterator<Ticket> queue = waiting.iterator();
    while (free > 0 && queue.hasNext()) {
      queue.next().granted = true;
      queue.remove();
      free--;
    }
  }
}
