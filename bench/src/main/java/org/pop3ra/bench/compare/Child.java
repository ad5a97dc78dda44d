package org.pop3ra.bench.compare;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A process that we started, and whose output goes to a file. It ends with us at the latest. */
final class Child implements AutoCloseable {
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(90);
  private static final int LINES_SHOWN = 30;
  private static final long POLL_MILLIS = 200;

  private final String name;
  private final Process process;
  private final Path log;
  private final Thread hook = new Thread(this::stop, "stop-child");

  private Child(String name, Process process, Path log) {
    this.name = requireNonNull(name, "name is null");
    this.process = process;
    this.log = log;
  }

  static Child start(String name, ProcessBuilder builder, Path log) throws BenchException {
    try {
      Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
      process.getOutputStream().close();
      Child child = new Child(name, process, log);
      Runtime.getRuntime().addShutdownHook(child.hook);
      return child;
    } catch (IOException e) {
      throw new BenchException(name + " cannot be started: " + e.getMessage());
    }
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** What it has printed. */
  String output() {
    try {
      return Files.readString(log, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it is ready; says the end of its output if it ends before. */
  void await(BooleanSupplier ready, Duration patience) throws BenchException, InterruptedException {
    long begin = System.nanoTime();
    while (!ready.getAsBoolean()) {
      boolean ended = process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
      if (ended || System.nanoTime() - begin > patience.toNanos()) {
        throw new BenchException(name + " did not start. It said:\n" + end());
      }
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
      stop();
    } catch (IllegalStateException e) {
      // The hook is at it already.
    }
  }

  private String end() {
    List<String> lines = output().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
  }

  private void stop() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
