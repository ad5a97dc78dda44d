package org.pop3ra.maildrop.service;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A few threads, made by the container, for what nobody waits for. They end with it: a pool of the
 * container's own may keep what it ran, and with it the class loader of an application that is
 * gone. They also go on while a server is suspended: its sessions may still end, and its leases
 * live as long as its heart beats. Thread-safe.
 */
final class Background implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(Background.class.getName());

  /** How long an end waits for what is under way, which a database may hold up for longer. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final ScheduledThreadPoolExecutor threads;
  private final Duration patience;

  Background(int size, ThreadFactory factory) {
    this(size, factory, PATIENCE);
  }

  Background(int size, ThreadFactory factory, Duration patience) {
    this.patience = patience;
    threads =
        new ScheduledThreadPoolExecutor(
            size, run -> named(factory, run), new ThreadPoolExecutor.DiscardPolicy());
    threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** By the name it is seen whose they are, and whether one is left when it should not be. */
  private static Thread named(ThreadFactory factory, Runnable run) {
    Thread thread = factory.newThread(run);
    thread.setName("pop3-upkeep-" + NUMBER.incrementAndGet());
    return thread;
  }

  /** Runs something once, after a while; after the end never. What it throws is told as our bug. */
  @SuppressWarnings("FutureReturnValueIgnored") // What it would tell is told already.
  void after(Duration delay, Runnable run) {
    threads.schedule(() -> attempt(run), delay.toNanos(), NANOSECONDS);
  }

  private static void attempt(Runnable run) {
    try {
      run.run();
    } catch (RuntimeException | Error e) {
      LOGGER.log(ERROR, "background work broke down", e);
    }
  }

  /** Waits for what is under way, but interrupts nothing: a database may take that for its end. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(patience.toNanos(), NANOSECONDS)) {
        LOGGER.log(WARNING, "background work goes on after its end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
