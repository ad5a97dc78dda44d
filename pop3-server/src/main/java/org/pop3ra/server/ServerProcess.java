package org.pop3ra.server;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server as a child of this process. Safe for use by several threads. */
public final class ServerProcess {

  private final Process process;
  private final ServerLog log;

  private ServerProcess(Process process, ServerLog log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it; the environment is added to this process's own, and what is set to nothing is not
   * set.
   */
  public static ServerProcess start(
      ServerDirectory directory,
      List<String> javaOptions,
      Map<String, String> environment,
      ServerLog log)
      throws IOException, InterruptedException {
    requireNonNull(log, "log is null");
    ProcessBuilder builder = directory.command(javaOptions).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Environment.tidy(builder.environment());
    directory.translate(builder.environment());
    Process process = builder.start();
    process.getOutputStream().close();
    log.follow(process.getInputStream());
    return new ServerProcess(process, log);
  }

  public boolean alive() {
    return process.isAlive();
  }

  public ServerLog log() {
    return log;
  }

  /** For signals. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Waits so long at most; returns whether it has ended. */
  boolean endsWithin(Duration time) throws InterruptedException {
    return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Waits for its end, however long that takes; returns its exit status. */
  public int await() throws InterruptedException {
    int status = process.waitFor();
    log.await();
    return status;
  }

  /**
   * Asks it to stop, as SIGTERM does, and waits; what will not stop in time is killed.
   *
   * @return whether it stopped by itself
   */
  public boolean stop(Duration patience) throws InterruptedException {
    process.destroy();
    boolean stopped = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (!stopped) {
      process.destroyForcibly().waitFor();
    }
    return stopped;
  }
}
