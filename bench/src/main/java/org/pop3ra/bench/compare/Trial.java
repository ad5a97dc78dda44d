package org.pop3ra.bench.compare;

import static java.util.Objects.requireNonNull;

import org.pop3ra.bench.load.Figures;

/**
 * One run of one row against one server.
 *
 * @param server its name
 * @param cpuSeconds of the server's processes, meanwhile
 */
record Trial(String server, Figures figures, double cpuSeconds) {
  Trial {
    requireNonNull(server, "server is null");
    requireNonNull(figures, "figures is null");
  }

  /** Of the server, for one unit of work. */
  double cpuMillis() {
    return 1000 * cpuSeconds / Math.max(1, figures.work());
  }

  /** One line for people. */
  @Override
  public String toString() {
    return "%-15s %s; server CPU %.3f ms each".formatted(server, figures, cpuMillis());
  }
}
