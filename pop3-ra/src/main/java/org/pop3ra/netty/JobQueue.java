package org.pop3ra.netty;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import org.pop3ra.netty.Workers.Job;
import org.pop3ra.session.Outcome.Lane;

/**
 * The jobs that wait for a worker, in the order in which they get one. Guarded by its {@link
 * Workers}.
 */
final class JobQueue {

  /** A job and since when it waits. */
  record Entry(Job job, long since) {
    Entry {
      requireNonNull(job, "job is null");
    }

    private boolean slow() {
      return switch (job.lane()) {
        case COMMIT, SLICE -> false;
        case LOGIN, DELIVERY -> true;
      };
    }
  }

  private final Queue<Entry> commits = new ArrayDeque<>();
  private final Queue<Entry> slices = new ArrayDeque<>();
  private final Queue<Entry> slow = new ArrayDeque<>();
  private final Queue<Entry> sleeping = new ArrayDeque<>();
  private final int mostSlow;
  private int runningSlow;

  /** At most {@code mostSlow} logins and deliveries are taken and not yet done. */
  JobQueue(int mostSlow) {
    this.mostSlow = mostSlow;
  }

  void add(Entry entry) {
    of(entry.job().lane()).add(entry);
  }

  /** How many could be taken now. */
  int eligible() {
    return commits.size() + slices.size() + Math.min(slow.size(), mostSlow - runningSlow);
  }

  /** The next to run, or null; {@link #done} must follow. */
  Entry take() {
    Entry entry = commits.poll();
    if (entry == null) {
      entry = slices.poll();
    }
    if (entry == null && runningSlow < mostSlow) {
      entry = slow.poll();
      runningSlow += entry == null ? 0 : 1;
    }
    return entry;
  }

  void done(Entry entry) {
    runningSlow -= entry.slow() ? 1 : 0;
  }

  /** Puts aside what found no listener, until {@link #wake}. */
  void sleep(Entry entry) {
    sleeping.add(entry);
  }

  void wake() {
    sleeping.forEach(this::add);
    sleeping.clear();
  }

  /** Moves what waits since before {@code limit} to {@code late}; commits wait on. */
  void removeLate(long limit, Collection<Entry> late) {
    removeLate(slices, limit, late);
    removeLate(slow, limit, late);
  }

  void removeAll(Collection<Entry> all) {
    for (Queue<Entry> queue : List.of(commits, slices, slow, sleeping)) {
      all.addAll(queue);
      queue.clear();
    }
  }

  private static void removeLate(Queue<Entry> queue, long limit, Collection<Entry> late) {
    for (Iterator<Entry> entries = queue.iterator(); entries.hasNext(); ) {
      Entry entry = entries.next();
      if (entry.since() - limit < 0) {
        late.add(entry);
        entries.remove();
      }
    }
  }

  private Queue<Entry> of(Lane lane) {
    return switch (lane) {
      case COMMIT -> commits;
      case SLICE -> slices;
      case LOGIN, DELIVERY -> slow;
    };
  }
}
