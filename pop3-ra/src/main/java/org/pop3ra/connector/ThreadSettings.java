package org.pop3ra.connector;

import java.time.Duration;

/**
 * How much may be done at once, on the network and on the store.
 *
 * @param eventLoops the number itself, also where the property says 0
 * @param workers the number itself, also where the property says 0
 */
record ThreadSettings(int eventLoops, int workers, Duration workerWait) {
  private static final int LONGEST_WAIT = 3_600;

  static ThreadSettings of(Pop3Properties from, Problems problems) {
    Integer loops = from.getEventLoops();
    Integer workers = from.getWorkers();
    return new ThreadSettings(
        orDefault("eventLoops", loops, eventLoopsByDefault(), 1, 256, problems),
        orDefault("workers", workers, workersByDefault(), 2, 1000, problems),
        Duration.ofSeconds(
            problems.number("workerWaitSeconds", from.getWorkerWaitSeconds(), 1, LONGEST_WAIT)));
  }

  /** What 0 stands for. */
  static int workersByDefault() {
    return Math.max(2, Math.min(4 * processors(), 16));
  }

  /** What 0 stands for. */
  static int eventLoopsByDefault() {
    return processors();
  }

  private static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static int orDefault(
      String property, Integer value, int byDefault, int least, int most, Problems problems) {
    if (value != null && value == 0) {
      return byDefault;
    }
    if (value == null || value < least || value > most) {
      problems.add(
          property, String.valueOf(value), "it must be 0 or from " + least + " to " + most);
      return least;
    }
    return value;
  }
}
