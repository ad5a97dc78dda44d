package org.pop3ra.maildrop.domain;

import java.util.ArrayList;
import java.util.Collection;
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
 * bounded by the number of maildrops this node has open.
 */
public final class ReleaseQueue {
  private final ConcurrentMap<Long, HeldLease> waiting = new ConcurrentHashMap<>();
  private final Queue<HeldLease> doubtful = new ConcurrentLinkedQueue<>();

  public void add(HeldLease lease) {
    waiting.put(lease.maildrop(), lease);
  }

  public void addAll(Collection<HeldLease> leases) {
    // A newer one is there only if the older one is gone from the table.
    leases.forEach(lease -> waiting.putIfAbsent(lease.maildrop(), lease));
  }

  /** Adds a lease that perhaps never stood in the table: to be released, never to be taken over. */
  public void addDoubtful(HeldLease lease) {
    doubtful.add(lease);
  }

  /** Takes the lease of a maildrop over, if it waits here. */
  public Optional<HeldLease> take(long maildrop) {
    return Optional.ofNullable(waiting.remove(maildrop));
  }

  /** Takes up to that many out, to be released in the table; in the order of their maildrops. */
  public List<HeldLease> drain(int most) {
    List<HeldLease> drained = new ArrayList<>();
    for (Long maildrop : waiting.keySet().stream().limit(most).toList()) {
      take(maildrop).ifPresent(drained::add);
    }
    HeldLease lease;
    while (drained.size() < most && (lease = doubtful.poll()) != null) {
      drained.add(lease);
    }
    drained.sort(Comparator.comparingLong(HeldLease::maildrop));
    return drained;
  }

  public boolean isEmpty() {
    return waiting.isEmpty() && doubtful.isEmpty();
  }
}
