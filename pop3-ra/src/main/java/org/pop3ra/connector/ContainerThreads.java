package org.pop3ra.connector;

import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The container's threads. {@code scheduleWork} may block when there are none left, so ask for no
 * more than the container was configured to have.
 */
record ContainerThreads(WorkManager manager) implements Executor {

  private record Running(Runnable command) implements Work {
    @Override
    public void run() {
      command.run();
    }

    @Override
    public void release() {
      // Workers end by themselves when nothing is left to do, and calls are not interrupted.
    }
  }

  @Override
  public void execute(Runnable command) {
    try {
      manager.scheduleWork(new Running(command));
    } catch (WorkException e) {
      throw new RejectedExecutionException("The work manager has no thread", e);
    }
  }
}
