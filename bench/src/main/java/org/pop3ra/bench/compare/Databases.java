package org.pop3ra.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The database that the server is told to use by the launcher's variables. */
final class Databases {
  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

  private Databases() {}

  static boolean embedded() {
    return driver().equals("h2");
  }

  /** The first process of a database that was started for this run, or nothing. */
  static String started() {
    return embedded() ? "" : System.getenv().getOrDefault("POSTGRES_PID", "");
  }

  static String describe(Optional<Long> process) {
    if (embedded()) {
      return "H2 " + System.getProperty("bench.h2") + " in a file";
    }
    return driver() + process.map(pid -> " (" + program(pid) + ")").orElse("");
  }

  private static String driver() {
    return System.getenv().getOrDefault("POP3_DB_DRIVER", "h2");
  }

  private static String program(long pid) {
    try {
      String version =
          Commands.output(
              Path.of("/proc", Long.toString(pid), "exe").toRealPath().toString(), "--version");
      return version.isEmpty() ? "process " + pid : version;
    } catch (IOException e) {
      return "process " + pid;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "process " + pid;
    }
  }

  /** What one fsync costs where the database is; empty for an embedded one, or if nobody knows. */
  static Optional<String> fsync(Options options) throws InterruptedException {
    Optional<Path> program = embedded() ? Optional.empty() : program();
    if (program.isEmpty()) {
      return Optional.empty();
    }
    Path directory = options.database().flatMap(Databases::beside).orElse(options.directory());
    Path file = directory.resolve("pg_test_fsync." + ProcessHandle.current().pid());
    String output = Commands.output(program.get().toString(), "-s", "1", "-f", file.toString());
    return output
        .lines()
        .filter(line -> line.strip().startsWith("fdatasync"))
        .findFirst()
        .map(line -> "pg_test_fsync in " + directory + ": " + line.strip().replaceAll(" +", " "));
  }

  /** On the file system of the data, if we may write there; PostgreSQL works in its directory. */
  private static Optional<Path> beside(long pid) {
    try {
      Path data = Path.of("/proc", Long.toString(pid), "cwd").toRealPath();
      return Optional.ofNullable(data.getParent()).filter(Files::isWritable);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Debian keeps it off the path. */
  private static Optional<Path> program() {
    Optional<Path> onPath = Commands.find("pg_test_fsync");
    if (onPath.isPresent() || !Files.isDirectory(DEBIAN)) {
      return onPath;
    }
    try (Stream<Path> versions = Files.list(DEBIAN)) {
      return versions
          .map(version -> version.resolve("bin").resolve("pg_test_fsync"))
          .filter(Files::isExecutable)
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
