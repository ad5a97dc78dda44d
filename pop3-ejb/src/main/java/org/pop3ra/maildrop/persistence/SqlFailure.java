package org.pop3ra.maildrop.persistence;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a database's refusal means to us. */
public enum SqlFailure {
  /** Two transactions met: run it again. */
  CONFLICT,
  /** The database is out of reach, or too busy, or its schema is not in place. */
  UNAVAILABLE,
  /** No room left. */
  FULL,
  /** A unique key is taken. */
  DUPLICATE,
  /** Wrong data, wrong SQL, a bug. */
  BUG;

  /** Serialization failure, deadlock, lock time-out; H2's lock time-out and concurrent update. */
  private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "55P03", "HYT00", "90131");

  /** PostgreSQL; H2 has several. */
  private static final Set<String> MISSING_TABLES = Set.of("42P01", "42S02", "42S03", "42S04");

  private static final Set<String> FULLS = Set.of("53100", "53400");

  /** H2: closed, broken, locked by another process, out of memory. */
  private static final Set<String> H2_UNAVAILABLE =
      Set.of("90007", "90013", "90020", "90067", "90098", "90108", "90121");

  /** What it is that a database refused, if that is why something failed: of the first cause. */
  public static Optional<SqlFailure> in(Throwable failure) {
    return causes(SQLException.class, failure).findFirst().map(SqlFailure::of);
  }

  /** By the SQL state of the exception, or of the nearest cause that has one. */
  public static SqlFailure of(SQLException failure) {
    if (mentionsFullDisk(failure)) {
      return FULL;
    }
    return states(failure)
        .findFirst()
        .map(sql -> of(sql, sql.getSQLState()))
        // Connection pools that have no connection to give name no state.
        .orElse(root(failure) instanceof RuntimeException ? BUG : UNAVAILABLE);
  }

  /** No connection can be had: out of reach, whatever a pool or a driver says of it. */
  public static SQLException noConnection(Exception cause) {
    return new SQLException("no connection", "08001", cause);
  }

  /** Whether a table is not there. */
  public static boolean isMissingTable(SQLException failure) {
    return MISSING_TABLES.contains(state(failure));
  }

  /**
   * What the database said: the deepest SQL state there is, or nothing. Above it are ours, and
   * Payara's, which have none.
   */
  public static String state(Throwable failure) {
    return states(failure).map(SQLException::getSQLState).reduce("", (above, below) -> below);
  }

  private static Stream<SQLException> states(Throwable failure) {
    return causes(SQLException.class, failure).filter(sql -> sql.getSQLState() != null);
  }

  private static Throwable root(Throwable failure) {
    return causes(Throwable.class, failure).reduce(failure, (above, below) -> below);
  }

  /** Itself and its causes, from the outside in. */
  private static <T extends Throwable> Stream<T> causes(Class<T> type, Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .filter(type::isInstance)
        .map(type::cast);
  }

  private static SqlFailure of(SQLException failure, String state) {
    if (CONFLICTS.contains(state)) {
      return CONFLICT;
    }
    if (FULLS.contains(state)) {
      return FULL;
    }
    if (state.equals("23505")) {
      return DUPLICATE;
    }
    return unavailable(failure, state) ? UNAVAILABLE : BUG;
  }

  private static boolean unavailable(SQLException failure, String state) {
    return state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57")
        || state.startsWith("58")
        || state.equals("25006")
        || H2_UNAVAILABLE.contains(state)
        || MISSING_TABLES.contains(state)
        || failure instanceof SQLRecoverableException
        || failure instanceof SQLTransientConnectionException;
  }

  /** H2 has no state of its own for it. */
  private static boolean mentionsFullDisk(Throwable failure) {
    return causes(Throwable.class, failure)
        .map(Throwable::getMessage)
        .anyMatch(message -> message != null && message.contains("No space left on device"));
  }
}
