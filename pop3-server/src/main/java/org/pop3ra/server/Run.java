package org.pop3ra.server;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Starts a server, stays until it ends, and stops it when this process is asked to stop. */
final class Run {

  private static final Duration START_PATIENCE = Duration.ofMinutes(5);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Settings settings;
  private final Administrator administrator;
  private final PrintStream out;
  private final AtomicBoolean stopping = new AtomicBoolean();

  Run(Settings settings, PrintStream out) {
    this.settings = requireNonNull(settings, "settings is null");
    this.out = requireNonNull(out, "out is null");
    administrator =
        settings.administratorPassword().map(Administrator::new).orElseGet(Administrator::random);
  }

  void run(Path installation, Path base, Path ear)
      throws IOException, InterruptedException, LaunchException {
    settings.ports().checkFree(settings.bind(), settings.lmtpBind());
    ServerDirectory directory = prepare(installation, base, ear);
    out.println("Starting " + directory.product() + "; its log is " + directory.log());
    ServerProcess server =
        ServerProcess.start(
            directory, settings.javaOptions(), environment(), new ServerLog(out::println));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop-server"));
    complete(server, directory);
    FrontDoors doors = new FrontDoors(settings, administrator);
    awaitOpen(server, directory, doors);
    if (settings.demo()) {
      Demo.create(doors);
    }
    new Hints(settings, administrator, doors.accounts()).print(out);
    awaitEnd(server);
  }

  /** What the server is told beyond this process's own environment. */
  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("POP3_DATA_DIR", settings.data().toString());
    settings
        .selfSigned()
        .ifPresent(
            own -> {
              environment.put("POP3_TLS_CERT", own.certificate().toString());
              environment.put("POP3_TLS_KEY", own.key().toString());
            });
    return environment;
  }

  private ServerDirectory prepare(Path installation, Path base, Path ear)
      throws IOException, InterruptedException, LaunchException {
    makeDataDirectory();
    if (settings.selfSigned().isPresent()) {
      settings.selfSigned().get().make(settings.hostName());
    }
    ServerDirectory directory = ServerDirectory.of(installation, base);
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.putAll(environment());
    directory.prepare(ear, environment);
    directory.enrol(administrator);
    return directory;
  }

  private void makeDataDirectory() throws LaunchException {
    try {
      DataDirectory.create(settings.data());
    } catch (IOException e) {
      throw new LaunchException(
          "POP3_DATA_DIR is '%s': it cannot be made, or is no directory (%s)."
              .formatted(settings.data(), e));
    }
    if (!Files.isWritable(settings.data())) {
      throw new LaunchException(
          "POP3_DATA_DIR is '%s': it cannot be written to.".formatted(settings.data()));
    }
  }

  private void complete(ServerProcess server, ServerDirectory directory)
      throws IOException, InterruptedException, LaunchException {
    try {
      directory.complete(server);
    } catch (LaunchException e) {
      if (!stopping.get()) {
        out.println(e.getMessage());
      }
      fail(server);
    }
  }

  private void awaitOpen(ServerProcess server, ServerDirectory directory, FrontDoors doors)
      throws InterruptedException, LaunchException {
    long end = System.nanoTime() + START_PATIENCE.toNanos();
    while (!doors.open()) {
      if (server.endsWithin(POLL) || directory.deploymentFailed() || System.nanoTime() - end > 0) {
        fail(server);
      }
    }
  }

  private void fail(ServerProcess server) throws InterruptedException, LaunchException {
    if (stopping.get()) {
      awaitForever();
    }
    String state = server.alive() ? "did not become ready" : "ended with status " + server.await();
    stop(server);
    out.println("The end of the server's log:");
    server.log().end().forEach(out::println);
    throw new LaunchException("The server " + state + ": see the end of its log above.");
  }

  private void awaitEnd(ServerProcess server) throws InterruptedException, LaunchException {
    int status = server.await();
    if (stopping.get()) {
      awaitForever();
    }
    stopping.set(true);
    if (status != 0) {
      server.log().end().forEach(out::println);
      throw new LaunchException("The server ended by itself, with status " + status + ".");
    }
    out.println("The server was shut down.");
  }

  /** The shutdown hook has the word now, and ends this process. */
  private static void awaitForever() throws InterruptedException {
    Thread.currentThread().join();
  }

  private void stop(ServerProcess server) {
    if (!stopping.compareAndSet(false, true)) {
      return;
    }
    try {
      boolean stopped = server.stop(STOP_PATIENCE);
      out.println(stopped ? "The server has stopped." : "The server had to be killed.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
