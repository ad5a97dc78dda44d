package org.pop3ra.session;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The logins that wait for their turn, because the service has its hands full with other people's
 * passwords: in the order in which they came, those of better standing first. The first of each
 * standing is always let on, so that each of them moves. As long as the connections, and no longer;
 * suspects have so many places only that guessers do not fill all connections by waiting.
 * Thread-safe; one for all sessions of an activation.
 */
final class WaitingLine {
  /** So many ask at the same time: more than a service computes, so that it is never idle. */
  private static final int HEADS = 8;

  /** More than two processors compute while one of them waits. */
  private static final int MOST_SUSPECTS = 2_000;

  private final Map<Standing, TreeSet<Long>> waiting = new EnumMap<>(Standing.class);
  private long last;

  /** One that waits. */
  record Place(Standing standing, long number) {}

  WaitingLine() {
    for (Standing standing : Standing.values()) {
      waiting.put(standing, new TreeSet<>());
    }
  }

  /** Whether somebody who comes now would find nobody before him. */
  synchronized boolean isFree(Standing standing) {
    return waiting.get(standing).isEmpty() && betterThan(standing) == 0;
  }

  /** At the end; empty if there is no place left. */
  synchronized Optional<Place> join(Standing standing) {
    TreeSet<Long> equals = waiting.get(standing);
    if (standing == Standing.SUSPECT && equals.size() >= MOST_SUSPECTS) {
      return Optional.empty();
    }
    Place place = new Place(standing, ++last);
    equals.add(place.number());
    return Optional.of(place);
  }

  synchronized void leave(Place place) {
    waiting.get(place.standing()).remove(place.number());
  }

  /** Whether it is this one's turn to ask. */
  synchronized boolean isNext(Place place) {
    long before =
        waiting.get(place.standing()).headSet(place.number()).stream().limit(HEADS).count();
    return before == 0 || (before < HEADS && betterThan(place.standing()) == 0);
  }

  /** About how many come before this one; never too few. */
  synchronized long before(Place place) {
    TreeSet<Long> equals = waiting.get(place.standing());
    long elder = equals.isEmpty() ? 0 : place.number() - equals.first();
    return betterThan(place.standing()) + Math.min(elder, equals.size());
  }

  private long betterThan(Standing standing) {
    return waiting.entrySet().stream()
        .filter(entry -> entry.getKey().compareTo(standing) < 0)
        .map(Map.Entry::getValue)
        .mapToLong(Collection::size)
        .sum();
  }
}
