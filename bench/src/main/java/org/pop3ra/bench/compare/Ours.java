package org.pop3ra.bench.compare;

import static java.util.Objects.requireNonNull;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.pop3ra.bench.load.Crowd;
import org.pop3ra.bench.load.Figures;
import org.pop3ra.bench.load.Registry;
import org.pop3ra.bench.load.Target;

/**
 * This project's server, started by the launcher of {@code mvn -Prun} in a data directory of its
 * own.
 */
final class Ours implements Contestant {
  private static final Duration START_PATIENCE = Duration.ofMinutes(6);
  private static final int HTTP = 28_080;
  private static final int MANAGEMENT = 29_990;
  private static final int REGISTRARS = 4;
  private static final Pattern COMPLAINT = Pattern.compile(" (WARN|ERROR|FATAL) ");
  private static final int MOST_LINES = 20;

  private final Options options;
  private final Build build;
  private final Path directory;
  private final int accounts;
  private final String password = UUID.randomUUID().toString();
  private final Target target = Doors.numbered(1);
  private Child launcher;
  private Server server;

  Ours(Options options, Build build, Path directory, int accounts) {
    this.options = requireNonNull(options, "options is null");
    this.build = requireNonNull(build, "build is null");
    this.directory = requireNonNull(directory, "directory is null");
    this.accounts = accounts;
  }

  @Override
  public String name() {
    return "pop3-ra";
  }

  @Override
  public String description() throws InterruptedException {
    String counted =
        options.database().isPresent()
            ? "the CPU of the database's processes is counted"
            : "no process of a database is counted (bench.database.pid)";
    return "pop3-ra "
        + build.description()
        + ", "
        + Databases.describe(options.database())
        + (Databases.embedded() ? "" : "; " + counted)
        + ", java "
        + System.getenv().getOrDefault("POP3_JAVA_OPTS", "options as they are");
  }

  /** Where the certificate of a server that was given none is. */
  Path certificates() {
    return directory.resolve("data").resolve("tls");
  }

  @Override
  public Server server(Row row) throws BenchException, InterruptedException {
    if (server == null) {
      start();
    }
    return server;
  }

  /** What the server has complained of in its log, the first lines. */
  List<String> complaints() {
    return launcher.output().lines().filter(COMPLAINT.asPredicate()).limit(MOST_LINES).toList();
  }

  private void start() throws BenchException, InterruptedException {
    launcher = Child.start(name(), command(), directory.resolve("launcher.log"));
    launcher.await(() -> launcher.output().contains("is ready."), START_PATIENCE);
    Registry registry = new Registry(HTTP, password, target.users());
    Figures made = new Crowd(REGISTRARS).finish(registry.accounts(accounts));
    if (made.errorCount() > 0) {
      throw new BenchException("Not all accounts were made: " + made.errors());
    }
    server = new Server(name(), target, new ProcessTrees(roots()));
  }

  /** The server is the launcher's child; the launcher itself only waits. */
  private List<Long> roots() {
    List<Long> roots =
        new ArrayList<>(launcher.handle().children().map(ProcessHandle::pid).toList());
    options.database().ifPresent(roots::add);
    return roots;
  }

  private ProcessBuilder command() throws BenchException {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new BenchException("No directory can be made: " + e.getMessage());
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            "org.pop3ra.server.Main",
            build.checkout().toString(),
            build.installation().toString(),
            directory.resolve("server").toString(),
            build.ear().toString());
    builder.environment().putAll(environment());
    return builder.directory(new File("/"));
  }

  private Map<String, String> environment() {
    return Map.of(
        "POP3_PORT", Integer.toString(target.pop3()),
        "POP3S_PORT", Integer.toString(target.pop3s()),
        "LMTP_PORT", Integer.toString(target.lmtp()),
        "POP3_HTTP_PORT", Integer.toString(HTTP),
        "POP3_MANAGEMENT_PORT", Integer.toString(MANAGEMENT),
        "POP3_DATA_DIR", directory.resolve("data").toString(),
        "POP3_ADMIN_PASSWORD", password,
        "POP3_DEMO", "false");
  }

  @Override
  public void close() {
    if (launcher != null) {
      launcher.close();
    }
  }
}
