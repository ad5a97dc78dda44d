package org.pop3ra.maildrop.service;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/**
 * H2's barrier: {@code CHECKPOINT SYNC}. One caller runs it for all that wait; who comes while one
 * is under way waits for the next, since the present one may have looked before the commit.
 * Thread-safe.
 */
final class GroupCheckpoint implements Durability {

  /** Brings to disk what was committed before it began. */
  @FunctionalInterface
  interface Checkpoint {
    void run() throws SQLException;
  }

  private final Checkpoint checkpoint;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private long begun;
  private long succeeded;
  private boolean running;

  GroupCheckpoint(Checkpoint checkpoint) {
    this.checkpoint = requireNonNull(checkpoint, "checkpoint is null");
  }

  static GroupCheckpoint of(DataSource dataSource) {
    return new GroupCheckpoint(() -> sync(dataSource));
  }

  @Override
  public void await() throws SQLException {
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
    } finally {
      lock.unlock();
    }
  }

  /** Runs one for all. If it fails only this caller fails; each of the others tries by itself. */
  private void lead() throws SQLException {
    running = true;
    long mine = ++begun;
    boolean done = false;
    lock.unlock();
    try {
      checkpoint.run();
      done = true;
    } finally {
      lock.lock();
      running = false;
      if (done) {
        succeeded = mine;
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

  private static void sync(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("checkpoint sync");
    }
  }
}
