package org.pop3ra.session;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often something was tried of late, and did not succeed. A try counts when it begins, so that
 * many at once count, too. Bounded: what was tried longest ago is forgotten first. Not thread-safe.
 *
 * @param <K> what is counted
 */
final class Guesses<K> {
  private static final int MOST_KEYS = 10_000;
  private static final long MEMORY_NANOS = Duration.ofMinutes(10).toNanos();

  private record Count(int count, long lastNanos) {}

  private final Map<K, Count> counts = new LinkedHashMap<>();

  /** Counts a try; returns how many there are now. */
  int begin(K key, long now) {
    int count = count(key, now) + 1;
    // Taken out first, so that the map stays in the order of the last tries.
    counts.remove(key);
    counts.put(key, new Count(count, now));
    if (counts.size() > MOST_KEYS) {
      counts.remove(counts.keySet().iterator().next());
    }
    return count;
  }

  int count(K key, long now) {
    Count before = counts.get(key);
    return before == null || now - before.lastNanos > MEMORY_NANOS ? 0 : before.count;
  }

  /** How many keys it keeps now. */
  int size() {
    return counts.size();
  }

  /** Takes back so many: they were no guesses. */
  void forgive(K key, int many) {
    counts.computeIfPresent(
        key,
        (same, before) ->
            before.count > many ? new Count(before.count - many, before.lastNanos) : null);
  }
}
