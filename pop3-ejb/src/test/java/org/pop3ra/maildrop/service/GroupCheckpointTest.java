package org.pop3ra.maildrop.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GroupCheckpointTest {
  private final AtomicInteger begun = new AtomicInteger();
  private final Semaphore mayEnd = new Semaphore(0);
  private volatile boolean failing;
  private volatile UUID opening = UUID.randomUUID();
  private final GroupCheckpoint checkpoint = new GroupCheckpoint(new Database());

  GroupCheckpointTest() throws SQLException {}

  private final class Database implements GroupCheckpoint.Checkpoint {
    @Override
    public UUID run() throws SQLException {
      return checkpointed();
    }

    @Override
    public UUID opening() {
      return opening;
    }
  }

  private UUID checkpointed() throws SQLException {
    begun.incrementAndGet();
    mayEnd.acquireUninterruptibly();
    if (failing) {
      throw new SQLException("disk on fire");
    }
    return opening;
  }

  private CompletableFuture<Void> waiter() {
    return waiter(checkpoint.begin());
  }

  private static CompletableFuture<Void> waiter(Durability.Commits commits) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            commits.await();
          } catch (SQLException e) {
            throw new CompletionException(e);
          }
        },
        // The common pool has too few threads for many that block.
        task -> new Thread(task).start());
  }

  @Test
  void whoComesWhileOneIsUnderWayWaitsForTheNext() {
    CompletableFuture<Void> first = waiter();
    await().until(() -> begun.get() == 1);
    CompletableFuture<Void> second = waiter();

    mayEnd.release();
    await().until(first::isDone);
    await().until(() -> begun.get() == 2);
    assertThat(second).as("the first one may have looked before its commit").isNotDone();

    mayEnd.release();
    second.join();
  }

  @Test
  void oneServesAllThatWait() {
    CompletableFuture<Void> first = waiter();
    await().until(() -> begun.get() == 1);
    List<CompletableFuture<Void>> others = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      others.add(waiter());
    }
    await().until(() -> checkpoint.waiting() == 20);

    mayEnd.release(2);

    first.join();
    others.forEach(CompletableFuture::join);
    assertThat(begun).hasValue(2);
  }

  @Test
  void aFailureIsToldToOneAndTheOthersTryThemselves() {
    failing = true;
    CompletableFuture<Void> first = waiter();
    await().until(() -> begun.get() == 1);
    CompletableFuture<Void> second = waiter();
    await().until(() -> checkpoint.waiting() == 1);

    mayEnd.release();
    assertThatThrownBy(first::join).hasRootCauseMessage("disk on fire");
    await().until(() -> begun.get() == 2);
    failing = false;
    mayEnd.release();

    second.join();
  }

  @Test
  void aCheckpointOfWhatWasOpenedAgainSaysNothingOfEarlierCommits() {
    Durability.Commits commits = checkpoint.begin();
    opening = UUID.randomUUID();
    mayEnd.release(2);

    assertThatThrownBy(waiter(commits)::join).hasRootCauseInstanceOf(SQLException.class);

    waiter().join();
  }

  @Test
  void whatWasOpenedAgainIsKnownAfterALook() throws Exception {
    opening = UUID.randomUUID();
    checkpoint.lookAgain();
    mayEnd.release();

    waiter().join();
  }
}
