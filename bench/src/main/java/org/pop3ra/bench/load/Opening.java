package org.pop3ra.bench.load;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** How long PASS takes with one maildrop, session after session. */
record Opening(Target target, int account, List<Double> millis) {

  Opening {
    requireNonNull(target, "target is null");
    requireNonNull(millis, "millis is null");
  }

  Opening(Target target, int account) {
    this(target, account, new CopyOnWriteArrayList<>());
  }

  Work times(int times) {
    return new Each(times, (number, tally) -> open(tally));
  }

  /** Smallest, median, largest. */
  @Override
  public String toString() {
    return "PASS, ms: " + spread(millis);
  }

  static String spread(List<Double> millis) {
    double[] sorted = millis.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    int last = sorted.length - 1;
    return sorted.length == 0
        ? "none"
        : "min %.1f median %.1f p99 %.1f max %.1f"
            .formatted(sorted[0], sorted[last / 2], sorted[last * 99 / 100], sorted[last]);
  }

  private void open(Tally tally) throws IOException {
    try (Pop3Client pop = new Pop3Client(target, Security.NONE, 0)) {
      pop.connect();
      millis.add(pop.login(account));
      tally.messages(pop.stat());
      pop.quit();
    }
  }
}
