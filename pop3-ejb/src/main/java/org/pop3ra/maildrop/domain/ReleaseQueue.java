package org.pop3ra.maildrop.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;

/**
 * Leases that were given back and still stand in the table. Whoever removes one from here, the
 * flush or this node's next login to that maildrop, is the only one to use its token. Thread-safe;
 * bounded by the number of sessions that end between two flushes.
 */
public final class ReleaseQueue {
  private final ConcurrentMap<Long, HeldLease> waiting = new ConcurrentHashMap<>();
  private final Queue<HeldLease> displaced = new ConcurrentLinkedQueue<>();
  private final Queue<Doubtful> doubtful = new ConcurrentLinkedQueue<>();

  /**
   * A lease of which nobody knows whether it was ever acquired, or whether it was released.
   *
   * @param until a commit that was on its way when it was added has happened by then, or never will
   */
  public record Doubtful(HeldLease lease, long until) {}

  /** Adds one. Of two of the same maildrop only one stands in the table, and either may be it. */
  public void add(HeldLease lease) {
    HeldLease former = waiting.put(lease.maildrop(), lease);
    if (former != null) {
      displaced.add(former);
    }
  }

  /** Adds a lease that perhaps never stood in the table: to be released, never to be taken over. */
  public void addDoubtful(Doubtful lease) {
    doubtful.add(lease);
  }

  /** Takes the lease of a maildrop over that was added last, if one waits here. */
  public Optional<HeldLease> take(long maildrop) {
    return Optional.ofNullable(waiting.remove(maildrop));
  }

  /** Takes up to that many out, to be released in the table; in the order of their maildrops. */
  public List<HeldLease> drain(int most) {
    List<HeldLease> drained = new ArrayList<>();
    HeldLease next;
    while (drained.size() < most && (next = displaced.poll()) != null) {
      drained.add(next);
    }
    for (Long maildrop : waiting.keySet().stream().limit(most - drained.size()).toList()) {
      take(maildrop).ifPresent(drained::add);
    }
    drained.sort(Comparator.comparingLong(HeldLease::maildrop));
    return drained;
  }

  /** Takes up to that many doubtful ones out; in the order of their maildrops. */
  public List<Doubtful> drainDoubtful(int most) {
    List<Doubtful> drained = new ArrayList<>();
    Doubtful next;
    while (drained.size() < most && (next = doubtful.poll()) != null) {
      drained.add(next);
    }
    drained.sort(Comparator.comparingLong(d -> d.lease().maildrop()));
    return drained;
  }

  public boolean hasCertain() {
    return !waiting.isEmpty() || !displaced.isEmpty();
  }

  public boolean hasDoubtful() {
    return !doubtful.isEmpty();
  }
}
