package org.pop3ra.deployed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.pop3ra.server.Administrator;
import org.pop3ra.server.LaunchException;
import org.pop3ra.server.ServerDirectory;
import org.pop3ra.server.ServerLog;
import org.pop3ra.server.ServerProcess;

/** A server that a test starts for itself, to let it run beside others, stop it or kill it. */
final class Node {

  /** It says how much memory it has beside its heap, too. */
  private static final List<String> JVM_OPTIONS =
      List.of("-Xmx384m", "-XX:NativeMemoryTracking=summary");

  private static final Duration START_PATIENCE = Duration.ofMinutes(3);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);

  private final ServerDirectory directory;
  private final ServerProcess process;
  private final Server server;

  private Node(ServerDirectory directory, ServerProcess process, Server server) {
    this.directory = directory;
    this.process = process;
    this.server = server;
  }

  /** Begins to start; {@link #ready} waits. */
  static Node start(String name, Database database)
      throws IOException, InterruptedException, LaunchException {
    return start(name, database, Map.of());
  }

  /** Begins to start with other settings than the defaults, named as in the environment. */
  static Node start(String name, Database database, Map<String, String> settings)
      throws IOException, InterruptedException, LaunchException {
    Server server = Server.onFreePorts();
    Map<String, String> environment = environment(server, database, settings);
    ServerDirectory directory = directory(name, environment);
    ServerProcess process =
        ServerProcess.start(directory, JVM_OPTIONS, environment, new ServerLog(line -> {}));
    return new Node(directory, process, server);
  }

  /** The server, once it serves. */
  Server ready() throws IOException, InterruptedException, LaunchException {
    directory.complete(process);
    return serving();
  }

  /** The server, once administrators get an answer: whether it serves is another matter. */
  Server answering() throws IOException, InterruptedException, LaunchException {
    directory.complete(process);
    return once(this::answers);
  }

  /** The same as when it is ready, for one that was complete before. */
  Server serving() {
    return once(this::serves);
  }

  private Server once(BooleanSupplier said) {
    await()
        .atMost(START_PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> !process.alive() || said.getAsBoolean());
    if (!process.alive()) {
      throw new AssertionError(String.join("\n", process.log().end()));
    }
    return server;
  }

  /** Runs a script that configures it, as {@link ConfigurationScript} does. */
  void configure(Path script) throws IOException, InterruptedException {
    new ConfigurationScript(script).run(server, directory.base());
  }

  /** The same for a script that may be refused; what was said of it. */
  String misconfigure(Path script) throws IOException, InterruptedException {
    return new ConfigurationScript(script).say(server, directory.base()).text();
  }

  ServerJvm jvm() {
    return new ServerJvm(process.handle());
  }

  /** What it has logged. */
  String log() throws IOException {
    return Files.readString(directory.log(), ISO_8859_1);
  }

  /** SIGTERM; returns whether it stopped by itself. */
  boolean stop() throws InterruptedException {
    return process.stop(STOP_PATIENCE);
  }

  /** As {@code kill -STOP}, {@code -CONT}, {@code -KILL}. */
  void signal(String signal) throws IOException, InterruptedException {
    String pid = Long.toString(process.handle().pid());
    new ProcessBuilder("kill", "-" + signal, pid).inheritIO().start().waitFor();
  }

  /** Ends it however it is. */
  void kill() throws IOException, InterruptedException {
    if (process.alive()) {
      signal("KILL");
      process.await();
    }
  }

  private boolean answers() {
    try {
      HttpResponse<String> answer = server.administration().send("GET", "accounts?limit=1", "");
      String type = answer.headers().firstValue("Content-Type").orElse("");
      return answer.statusCode() == 200 || type.equals("application/problem+json");
    } catch (RuntimeException e) {
      return false;
    }
  }

  private boolean serves() {
    try (Pop3Client pop3 = server.connect();
        LmtpClient lmtp = server.lmtp()) {
      pop3.ok();
      return lmtp.send("NOOP").startsWith("250")
          && server.administration().send("GET", "accounts?limit=1", "").statusCode() == 200;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  private static ServerDirectory directory(String name, Map<String, String> environment)
      throws IOException, LaunchException {
    ServerDirectory directory =
        ServerDirectory.of(
            Path.of(System.getProperty("it.installation")), Path.of("target", "nodes", name));
    directory.prepare(Path.of(System.getProperty("it.ear")), environment);
    directory.enrol(new Administrator("administrator"));
    return directory;
  }

  private static Map<String, String> environment(
      Server server, Database database, Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("POP3_PORT", Integer.toString(server.pop3Port()));
    environment.put("POP3S_PORT", Integer.toString(server.pop3sPort()));
    environment.put("LMTP_PORT", Integer.toString(server.lmtpPort()));
    environment.put("LMTPS_PORT", Integer.toString(server.lmtpsPort()));
    environment.put("POP3_HTTP_PORT", Integer.toString(server.httpPort()));
    environment.put("POP3_MANAGEMENT_PORT", Integer.toString(server.managementPort()));
    environment.put("POP3_DB_DRIVER", database.driver());
    environment.put("POP3_DB_URL", database.url());
    environment.put("POP3_DB_USER", database.user());
    environment.put("POP3_DB_PASSWORD", database.password());
    return environment;
  }
}
