package org.pop3ra.bench.compare;

import static java.util.Objects.requireNonNull;

import org.pop3ra.bench.load.Target;

/** A running server with accounts, and without mail at first. */
record Server(String name, Target target, ProcessTrees processes) {
  Server {
    requireNonNull(name, "name is null");
    requireNonNull(target, "target is null");
    requireNonNull(processes, "processes is null");
  }
}
