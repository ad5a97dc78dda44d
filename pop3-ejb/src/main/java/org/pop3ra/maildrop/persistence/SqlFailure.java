package org.pop3ra.maildrop.persistence;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** What a database's refusal means to us. */
public enum SqlFailure {
  /** Two transactions met: run it again. */
  CONFLICT,
  /** The database is out of reach, or too busy. */
  UNAVAILABLE,
  /** No room left. */
  FULL,
  /** A unique key is taken. */
  DUPLICATE,
  /** Wrong data, wrong SQL, a bug. */
  BUG;

  /** Serialization failure, deadlock, lock time-out; H2's lock time-out and concurrent update. */
  private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "55P03", "HYT00", "90131");

  private static final Set<String> FULLS = Set.of("53100", "53400");

  /** H2: closed, broken, locked by another process, out of memory. */
  private static final Set<String> H2_UNAVAILABLE =
      Set.of("90007", "90013", "90020", "90067", "90098", "90108", "90121");

  /** By the SQL state of the exception, or of the nearest cause that has one. */
  public static SqlFailure of(SQLException failure) {
    if (mentionsFullDisk(failure)) {
      return FULL;
    }
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof RuntimeException) {
        return BUG;
      }
      if (t instanceof SQLException sql && sql.getSQLState() != null) {
        return of(sql, sql.getSQLState());
      }
    }
    // Connection pools that have no connection to give name no state.
    return UNAVAILABLE;
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
        || failure instanceof SQLRecoverableException
        || failure instanceof SQLTransientConnectionException;
  }

  /** H2 has no state of its own for it. */
  private static boolean mentionsFullDisk(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      String message = t.getMessage();
      if (message != null && message.contains("No space left on device")) {
        return true;
      }
    }
    return false;
  }
}
