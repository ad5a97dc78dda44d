package org.pop3ra.netty;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;
import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.pop3ra.session.Outcome.Lane;

/**
 * Runs blocking jobs on the container's threads, never more at once than there are permits.
 *
 * <ul>
 *   <li>A thread is asked for only with a permit in hand, so that {@code executor} is never asked
 *       for more than it has and need not block. It then takes job after job until none waits.
 *   <li>Commits go first, then slices, then logins and deliveries; first come, first served among
 *       equals. Each connection has one job at most, so the queue is bounded by the connections.
 *   <li>Logins and deliveries together leave a quarter of the permits, at least one, to commits and
 *       slices.
 *   <li>A job that waits longer than the limit is refused; a commit is refused only if no listener
 *       can be called for that long.
 * </ul>
 *
 * Thread-safe. {@link #tick} must be called several times a second.
 */
public final class Workers {
  private static final System.Logger LOG = System.getLogger(Workers.class.getName());

  /**
   * What a worker does. One of {@link #run} (returning normally), {@link #refused} and {@link
   * #broken} ends it.
   */
  public interface Job {
    Lane lane();

    /**
     * On a worker.
     *
     * @throws EndpointUnavailableException if it was not started and shall be tried again
     */
    void run() throws EndpointUnavailableException;

    /** It was never started. On any thread. */
    void refused();

    /** {@link #run} threw something else; what it did is not known. On a worker. */
    void broken(Throwable why);
  }

  private final Executor executor;
  private final int permits;
  private final long waitNanos;
  private final LongSupplier nanoClock;
  private final JobQueue queue;
  private int workers;
  private int starting;
  private boolean closed;

  /** At least two permits, so that a login never keeps a commit waiting. */
  public Workers(Executor executor, int permits, Duration wait) {
    this(executor, permits, wait, System::nanoTime);
  }

  Workers(Executor executor, int permits, Duration wait, LongSupplier nanoClock) {
    if (permits < 2) {
      throw new IllegalArgumentException("permits must be at least 2");
    }
    this.executor = requireNonNull(executor, "executor is null");
    this.permits = permits;
    this.waitNanos = wait.toNanos();
    this.nanoClock = nanoClock;
    this.queue = new JobQueue(permits - Math.max(1, permits / 4));
  }

  public void submit(Job job) {
    if (enqueue(new JobQueue.Entry(job, nanoClock.getAsLong()))) {
      startWorkers();
    } else {
      job.refused();
    }
  }

  /** Refuses what has waited too long and asks again for threads that were denied. */
  public void tick() {
    long now = nanoClock.getAsLong();
    List<JobQueue.Entry> late = new ArrayList<>();
    synchronized (this) {
      queue.removeLate(now - waitNanos, late);
      queue.wake();
    }
    late.forEach(Workers::refuse);
    startWorkers();
  }

  /** Refuses what waits and everything from now on; what runs is not touched. */
  public void close() {
    List<JobQueue.Entry> waiting = new ArrayList<>();
    synchronized (this) {
      closed = true;
      queue.removeAll(waiting);
    }
    waiting.forEach(Workers::refuse);
  }

  private synchronized boolean enqueue(JobQueue.Entry entry) {
    if (closed) {
      return false;
    }
    queue.add(entry);
    return true;
  }

  private void startWorkers() {
    while (permitForOneMore()) {
      try {
        executor.execute(this::work);
      } catch (RuntimeException | Error e) {
        // Also an error: the system may be out of threads for a moment.
        permitBack();
        LOG.log(
            e instanceof RejectedExecutionException ? DEBUG : WARNING,
            "No thread for a worker; asked for again soon",
            e);
        return;
      }
    }
  }

  private synchronized boolean permitForOneMore() {
    if (workers == permits || queue.eligible() <= starting) {
      return false;
    }
    workers++;
    starting++;
    return true;
  }

  private synchronized void permitBack() {
    workers--;
    starting--;
  }

  private void work() {
    JobQueue.Entry entry = first();
    while (entry != null) {
      startWorkers();
      run(entry);
      entry = next(entry);
    }
  }

  private synchronized JobQueue.Entry first() {
    starting--;
    return takeOrEnd();
  }

  private synchronized JobQueue.Entry next(JobQueue.Entry done) {
    queue.done(done);
    return takeOrEnd();
  }

  private JobQueue.Entry takeOrEnd() {
    JobQueue.Entry entry = queue.take();
    if (entry == null) {
      workers--;
    }
    return entry;
  }

  private void run(JobQueue.Entry entry) {
    try {
      runOrSleep(entry);
    } catch (RuntimeException | Error e) {
      quietly(() -> entry.job().broken(e));
    }
  }

  private void runOrSleep(JobQueue.Entry entry) {
    try {
      entry.job().run();
    } catch (EndpointUnavailableException e) {
      again(entry, e);
    }
  }

  private static void refuse(JobQueue.Entry entry) {
    quietly(entry.job()::refused);
  }

  /** A worker, and whoever ends many jobs, must go on whatever happens with one. */
  private static void quietly(Runnable end) {
    try {
      end.run();
    } catch (RuntimeException | Error e) {
      LOG.log(ERROR, "A job failed to end", e);
    }
  }

  private void again(JobQueue.Entry entry, EndpointUnavailableException why) {
    long now = nanoClock.getAsLong();
    boolean waits;
    synchronized (this) {
      waits = !closed && now - entry.since() < waitNanos;
      if (waits) {
        queue.sleep(entry);
      }
    }
    if (!waits) {
      LOG.log(DEBUG, "No listener within the limit of time", why);
      refuse(entry);
    }
  }
}
