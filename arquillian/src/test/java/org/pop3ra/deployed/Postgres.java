package org.pop3ra.deployed;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A PostgreSQL of a test's own, as durable as in production, which can be stopped, killed, frozen
 * and started again: on the same port, with what it had.
 */
final class Postgres implements AutoCloseable {

  private static final String LOCAL = "org.newsclub.net.unix.AFUNIXSocketFactory$FactoryArg";

  /** A short path: the name of a socket has about a hundred octets at most. */
  private static final String SOCKETS = System.getProperty("java.io.tmpdir");

  private final Path data;
  private final int port;
  private final Optional<Path> log;
  private EmbeddedPostgres server;

  private Postgres(Path data, int port, Optional<Path> log) {
    this.data = data;
    this.port = port;
    this.log = log;
  }

  /** With an empty database for us. */
  static Postgres start() throws IOException, SQLException {
    Postgres postgres = startEmpty();
    postgres.maintenance().execute("create database pop3");
    return postgres;
  }

  /** Without a database for us. */
  static Postgres startEmpty() throws IOException {
    return at(fresh());
  }

  /** The same, with the write-ahead log in a directory of its own, which must not be there. */
  static Postgres startEmpty(Path log) throws IOException {
    return at(fresh(), Optional.of(log));
  }

  private static Path fresh() throws IOException {
    return Files.createTempDirectory(Path.of("target"), "postgres");
  }

  /** From a directory that is there already. */
  static Postgres at(Path data) throws IOException {
    return at(data, Optional.empty());
  }

  private static Postgres at(Path data, Optional<Path> log) throws IOException {
    Postgres postgres = new Postgres(data.toAbsolutePath(), Ports.free(), log);
    postgres.startAgain();
    return postgres;
  }

  /** If it could not go on by itself, as an administrator does. */
  void startUnlessRunning() throws IOException {
    if (!Files.exists(data.resolve("postmaster.pid"))) {
      server.close();
      startAgain();
    }
  }

  void startAgain() throws IOException {
    EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
    // All options of initdb, whatever their name here.
    log.ifPresent(directory -> builder.setLocaleConfig("waldir", directory.toString()));
    server =
        builder
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPort(port)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("unix_socket_directories", SOCKETS)
            .start();
  }

  /** In order: who is connected is disconnected, what was committed is written out. */
  void stop() throws IOException {
    server.close();
  }

  /** At once, as when the power fails; unlogged tables are empty afterwards. */
  void crash() throws IOException, InterruptedException {
    ProcessHandle postmaster = postmaster();
    signal("QUIT", List.of(postmaster));
    postmaster.onExit().join();
    server.close();
  }

  /** Nothing moves any more, and connections stay open. */
  void freeze() throws IOException, InterruptedException {
    signal("STOP", processes());
  }

  void thaw() throws IOException, InterruptedException {
    signal("CONT", processes());
  }

  Database database() {
    return database("pop3");
  }

  /** The same over the local socket, by a library that servers have, and tests have not. */
  Database local() {
    return new Database(
        "jdbc:postgresql://localhost/pop3?socketFactory=%s&socketFactoryArg=%s/.s.PGSQL.%d"
            .formatted(LOCAL, SOCKETS, port),
        "postgres",
        "postgres");
  }

  /** Where databases are made. */
  Database maintenance() {
    return database("postgres");
  }

  Database database(String name) {
    return new Database(url(name), "postgres", "postgres");
  }

  int port() {
    return port;
  }

  private String url(String name) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
  }

  private List<ProcessHandle> processes() throws IOException {
    List<ProcessHandle> processes = new ArrayList<>();
    processes.add(postmaster());
    postmaster().children().forEach(processes::add);
    return processes;
  }

  private ProcessHandle postmaster() throws IOException {
    String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  private static void signal(String signal, List<ProcessHandle> processes)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
    processes.forEach(process -> command.add(Long.toString(process.pid())));
    new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
