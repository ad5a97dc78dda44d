package org.pop3ra.maildrop.service;

import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/**
 * H2's barrier: {@code CHECKPOINT SYNC}. One caller runs it for all that wait; who comes while one
 * is under way waits for the next, since the present one may have looked before the commit.
 *
 * <p>H2 closes a database that it cannot write, and opens it again for the next connection, without
 * the commits that had not reached the disk. A checkpoint of what was opened since then says
 * nothing of those: so each must be of the opening that was known before the transaction began.
 * Thread-safe.
 */
final class GroupCheckpoint implements Durability {
  /** H2's "database is closed". */
  private static final String CLOSED = "90098";

  /** What is asked of the database. */
  interface Checkpoint {

    /** Brings to disk what was committed before it began, and says in which opening. */
    UUID run() throws SQLException;

    /** The opening of now. */
    UUID opening() throws SQLException;
  }

  private final Checkpoint checkpoint;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private long begun;
  private long succeeded;
  private UUID succeededIn;
  private boolean running;
  private volatile UUID opening;

  GroupCheckpoint(Checkpoint checkpoint) throws SQLException {
    this.checkpoint = requireNonNull(checkpoint, "checkpoint is null");
    this.opening = checkpoint.opening();
  }

  static GroupCheckpoint of(DataSource dataSource) throws SQLException {
    return new GroupCheckpoint(new SyncCheckpoint(dataSource));
  }

  @Override
  public Commits begin() {
    UUID known = opening;
    return () -> await(known);
  }

  @Override
  public void lookAgain() throws SQLException {
    opening = checkpoint.opening();
  }

  private void await(UUID known) throws SQLException {
    lock.lock();
    try {
      long wanted = begun + 1;
      while (succeeded < wanted) {
        if (running) {
          ended.awaitUninterruptibly();
        } else {
          lead();
        }
      }
      if (!known.equals(succeededIn)) {
        throw new SQLException("the database was closed in between, after a failure", CLOSED);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Runs one for all. If it fails only this caller fails; each of the others tries by itself. */
  private void lead() throws SQLException {
    running = true;
    long mine = ++begun;
    Optional<UUID> found = Optional.empty();
    lock.unlock();
    try {
      found = Optional.of(checkpoint.run());
    } finally {
      lock.lock();
      running = false;
      if (found.isPresent()) {
        succeeded = mine;
        succeededIn = found.get();
        opening = succeededIn;
      }
      ended.signalAll();
    }
  }

  /** How many wait for another one's checkpoint. */
  int waiting() {
    lock.lock();
    try {
      return lock.getWaitQueueLength(ended);
    } finally {
      lock.unlock();
    }
  }
}
