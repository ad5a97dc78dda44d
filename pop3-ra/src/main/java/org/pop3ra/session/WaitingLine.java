package org.pop3ra.session;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The logins that wait for their turn, because the service has its hands full with other people's
 * passwords: by rank, and within one in the order in which they came. The first of each standing is
 * always let on, so that each of them moves. As long as the connections, and no longer; suspects
 * have so many places only that guessers do not fill all connections by waiting. Thread-safe; one
 * for all sessions of an activation.
 */
final class WaitingLine {
  /** More than two processors compute while one of them waits. */
  private static final int MOST_SUSPECTS = 2_000;

  private final NavigableMap<Rank, NavigableSet<Long>> waiting = new TreeMap<>();
  private final int heads;
  private long last;

  /** One that waits. */
  record Place(Rank rank, long number) {
    Place {
      requireNonNull(rank, "rank is null");
    }
  }

  /**
   * Nobody waits yet.
   *
   * @param heads so many ask at the same time: enough that a service is never idle, and no more,
   *     since of those who ask chance decides who comes first
   */
  WaitingLine(int heads) {
    this.heads = heads;
  }

  /** Whether somebody who comes now would find nobody before him, nor beside. */
  synchronized boolean isFree(Standing standing) {
    return waiting.headMap(new Rank(standing, Integer.MAX_VALUE), true).isEmpty();
  }

  /** At the end; empty if there is no place left. */
  synchronized Optional<Place> join(Rank rank) {
    if (rank.standing() == Standing.SUSPECT && suspects() >= MOST_SUSPECTS) {
      return Optional.empty();
    }
    return Optional.of(take(new Place(rank, ++last)));
  }

  /** Its rank has changed: the place among those who have that rank and came before and after. */
  synchronized Place move(Place place, Rank rank) {
    if (place.rank().equals(rank)) {
      return place;
    }
    leave(place);
    return take(new Place(rank, place.number()));
  }

  synchronized void leave(Place place) {
    NavigableSet<Long> peers = peers(place);
    peers.remove(place.number());
    if (peers.isEmpty()) {
      waiting.remove(place.rank());
    }
  }

  /** Whether it is this one's turn to ask. */
  synchronized boolean isNext(Place place) {
    boolean nobodyIsBetter = waiting.headMap(Rank.first(place.rank().standing())).isEmpty();
    return isAmongFirst(nobodyIsBetter ? heads : 1, place);
  }

  /** Of its standing. */
  private boolean isAmongFirst(int most, Place place) {
    long before = size(waiting.subMap(Rank.first(place.rank().standing()), place.rank()));
    Iterator<Long> elders = peers(place).iterator();
    while (before < most && elders.hasNext() && elders.next() < place.number()) {
      before++;
    }
    return before < most;
  }

  /** About how many come before this one; never too few. */
  synchronized long before(Place place) {
    NavigableSet<Long> peers = peers(place);
    long elder = peers.isEmpty() ? 0 : place.number() - peers.first();
    return size(waiting.headMap(place.rank())) + Math.min(elder, peers.size());
  }

  private Place take(Place place) {
    waiting.computeIfAbsent(place.rank(), rank -> new TreeSet<>()).add(place.number());
    return place;
  }

  private NavigableSet<Long> peers(Place place) {
    return waiting.getOrDefault(place.rank(), new TreeSet<>());
  }

  private long suspects() {
    return size(waiting.tailMap(Rank.first(Standing.SUSPECT)));
  }

  private static long size(Map<Rank, NavigableSet<Long>> some) {
    long size = 0;
    for (Collection<Long> equals : some.values()) {
      size += equals.size();
    }
    return size;
  }
}
