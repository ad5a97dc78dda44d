package org.pop3ra.deployed;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** PgBouncer in transaction mode, before the database of a test's own. */
final class PgBouncer {

  private static final String CONFIGURATION =
      """
      [databases]
      pop3 = host=127.0.0.1 port=%d dbname=pop3 user=postgres
      [pgbouncer]
      listen_addr = 127.0.0.1
      listen_port = %d
      unix_socket_dir =
      auth_type = any
      pool_mode = transaction
      default_pool_size = %d
      max_client_conn = 200
      ignore_startup_parameters = extra_float_digits
      """;

  private final List<String> command;
  private final Path log;
  private final int port;
  private Process process;

  private PgBouncer(List<String> command, Path log, int port) {
    this.command = command;
    this.log = log;
    this.port = port;
  }

  /**
   * Starts it.
   *
   * @param connections how many it makes to the database at most
   */
  static PgBouncer before(Postgres postgres, int connections) throws IOException {
    Tool tool = Tool.named("pgbouncer", "pgbouncer");
    int port = Ports.free();
    Path file = Files.createTempFile(Path.of("target"), "pgbouncer", ".ini").toAbsolutePath();
    Files.writeString(file, CONFIGURATION.formatted(postgres.port(), port, connections));
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      // It refuses to be root; so it is nobody, in a user namespace.
      command.addAll(List.of("unshare", "--user"));
    }
    command.addAll(List.of(tool.program().toString(), file.toString()));
    PgBouncer bouncer = new PgBouncer(command, Path.of(file + ".log"), port);
    bouncer.start();
    return bouncer;
  }

  void start() throws IOException {
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    await().atMost(Duration.ofSeconds(20)).until(this::listens);
  }

  /** As {@code kill}: who is connected is disconnected. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  /** What the application connects to. Only unnamed statements: the next one is elsewhere. */
  Database database() {
    return new Database(
        "jdbc:postgresql://127.0.0.1:" + port + "/pop3?prepareThreshold=0&socketTimeout=10",
        "postgres",
        "postgres");
  }

  private boolean listens() throws IOException {
    if (!process.isAlive()) {
      throw new AssertionError("PgBouncer ended: " + Files.readString(log));
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
