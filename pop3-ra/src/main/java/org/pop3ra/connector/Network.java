package org.pop3ra.connector;

import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import org.pop3ra.netty.EventLoops;
import org.pop3ra.netty.Workers;

/** What all activations of one adapter share: event loops and workers. */
final class Network implements AutoCloseable {
  private final EventLoops loops = new EventLoops();
  private final Workers workers;
  private final Future<?> ticking;

  Network(Executor threads, Settings settings) {
    workers = new Workers(threads, settings.workers(), settings.workerWait());
    ticking = loops.tick(workers::tick);
  }

  EventLoops loops() {
    return loops;
  }

  Workers workers() {
    return workers;
  }

  /** After all listeners were closed. */
  @Override
  public void close() {
    ticking.cancel(false);
    workers.close();
    loops.close();
  }
}
