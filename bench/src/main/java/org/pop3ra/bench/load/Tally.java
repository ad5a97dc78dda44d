package org.pop3ra.bench.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what clients did and what went wrong. Thread-safe. */
public final class Tally {
  private static final int MOST_TEXTS = 20;

  private final LongAdder work = new LongAdder();
  private final LongAdder messages = new LongAdder();
  private final LongAdder octets = new LongAdder();
  private final LongAdder resumed = new LongAdder();
  private final Map<String, Integer> errors = new TreeMap<>();

  /** One unit of what is measured was done without error. */
  void done() {
    work.increment();
  }

  void message(long size) {
    messages.increment();
    octets.add(size);
  }

  /** As many as a maildrop has. */
  void messages(Pop3Client.Stat stat) {
    messages.add(stat.messages());
    octets.add(stat.octets());
  }

  void resumed() {
    resumed.increment();
  }

  synchronized void error(Exception error) {
    String text = error instanceof Fault ? error.getMessage() : error.toString();
    boolean known = errors.containsKey(text) || errors.size() < MOST_TEXTS;
    errors.merge(known ? text : "others", 1, Integer::sum);
  }

  synchronized Figures figures(double seconds) {
    return new Figures(
        work.sum(), messages.sum(), octets.sum(), resumed.sum(), seconds, Map.copyOf(errors));
  }
}
