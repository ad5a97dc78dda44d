package org.pop3ra.account.service;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import java.sql.SQLException;
import java.util.Set;
import org.pop3ra.account.domain.AccountException;
import org.pop3ra.maildrop.persistence.SqlFailure;
import org.pop3ra.maildrop.service.FailureLog;

/**
 * Runs a transaction again that lost a race: the one that won is visible to the next attempt, which
 * then knows what to say.
 */
final class Retries {
  private static final System.Logger LOGGER = System.getLogger(Retries.class.getName());
  private static final FailureLog FAILURES = new FailureLog(LOGGER, System::nanoTime);
  private static final int ATTEMPTS = 5;

  /**
   * Unique key (another request was first), serialisation failure, deadlock, lock wait; of H2: lost
   * update, lock wait.
   */
  private static final Set<String> RACES =
      Set.of("23505", "40001", "40P01", "55P03", "90131", "HYT00");

  private Retries() {}

  /** One transaction. */
  interface Attempt<T> {
    T run() throws AccountException;
  }

  static <T> T run(Attempt<T> attempt) throws AccountException {
    for (int left = ATTEMPTS; left > 0; left--) {
      try {
        return attempt.run();
      } catch (RuntimeException e) {
        if (isOutOfReach(e)) {
          FAILURES.log(WARNING, "cannot get at accounts", e);
          throw new AccountException(
              AccountException.Reason.BUSY, "", "the database is out of reach");
        }
        if (!lostRace(e)) {
          throw e;
        }
        LOGGER.log(DEBUG, "lost a race", e);
      }
    }
    throw new AccountException(
        AccountException.Reason.BUSY, "", "too many changes at the same time");
  }

  private static boolean isOutOfReach(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        SqlFailure failure = SqlFailure.of(sql);
        return failure == SqlFailure.UNAVAILABLE || failure == SqlFailure.FULL;
      }
    }
    return false;
  }

  private static boolean lostRace(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && RACES.contains(String.valueOf(sql.getSQLState()))) {
        return true;
      }
    }
    return false;
  }
}
