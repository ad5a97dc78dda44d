package org.pop3ra.bench.load;

import java.util.Map;
import java.util.TreeMap;

/**
 * What came out of a run.
 *
 * @param work units of what was measured: sessions, deliveries, or messages
 * @param octets of the messages that were read
 * @param resumed connections that resumed a TLS session
 * @param seconds how long it took, the last client's last session included
 * @param errors how often each happened
 */
public record Figures(
    long work,
    long messages,
    long octets,
    long resumed,
    double seconds,
    Map<String, Integer> errors) {

  public Figures {
    errors = Map.copyOf(errors);
  }

  public double perSecond() {
    return work / seconds;
  }

  public int errorCount() {
    return errors.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** With errors that happened before. */
  Figures with(Map<String, Integer> earlier) {
    Map<String, Integer> all = new TreeMap<>(errors);
    earlier.forEach((text, times) -> all.merge(text, times, Integer::sum));
    return new Figures(work, messages, octets, resumed, seconds, all);
  }

  /** One line for people. */
  @Override
  public String toString() {
    return "%d in %.1f s, %.1f/s, %d messages, %.1f MB/s%s, errors %s"
        .formatted(
            work,
            seconds,
            perSecond(),
            messages,
            octets / seconds / 1e6,
            resumed > 0 ? ", " + resumed + " resumed" : "",
            errors.isEmpty() ? "none" : errors);
  }
}
