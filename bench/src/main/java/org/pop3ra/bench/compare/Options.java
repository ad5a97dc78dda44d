package org.pop3ra.bench.compare;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * What {@code mvn -Pbench} was told; {@code bench/pom.xml} has the defaults.
 *
 * @param seconds of each measured run
 * @param warmUp seconds for which each row is run first, on each server
 * @param users how many have mail
 * @param peer which one, see {@link Peers}
 * @param directory where the data of both servers are
 * @param database the database's first process, if its CPU is to be counted
 */
record Options(
    List<Row> rows,
    int rounds,
    int seconds,
    int warmUp,
    int users,
    String peer,
    Path directory,
    Optional<Long> database) {
  private static final int MOST_USERS = 90_000;

  Options {
    rows = List.copyOf(rows);
    requireNonNull(peer, "peer is null");
    requireNonNull(directory, "directory is null");
    requireNonNull(database, "database is null");
  }

  static Options of(Properties properties) throws BenchException {
    return new Options(
        Row.parse(value(properties, "bench.rows")),
        number(properties, "bench.rounds", 1, 1000),
        number(properties, "bench.seconds", 1, 3600),
        number(properties, "bench.warmup", 0, 3600),
        number(properties, "bench.users", 1, MOST_USERS),
        value(properties, "bench.peer"),
        Path.of(value(properties, "bench.directory")).toAbsolutePath(),
        database(properties));
  }

  /** Unless it is told, the one that {@code with-postgresql.sh} started. */
  private static Optional<Long> database(Properties properties) throws BenchException {
    String name = "bench.database.pid";
    if (value(properties, name).isEmpty()) {
      properties.setProperty(name, Databases.started());
    }
    return value(properties, name).isEmpty()
        ? Optional.empty()
        : Optional.of(ProcessTrees.existing(name, number(properties, name, 1, Integer.MAX_VALUE)));
  }

  private static String value(Properties properties, String name) {
    return requireNonNull(properties.getProperty(name), name).strip();
  }

  private static int number(Properties properties, String name, int least, int most)
      throws BenchException {
    String value = value(properties, name);
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    throw new BenchException(
        "%s is '%s': it must be a number from %d to %d.".formatted(name, value, least, most));
  }
}
