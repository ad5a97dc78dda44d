package org.pop3ra.account.service;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import java.util.EnumSet;
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

  private static final Set<SqlFailure> OUT_OF_REACH =
      EnumSet.of(SqlFailure.UNAVAILABLE, SqlFailure.FULL);

  /** The other one was first with a unique key, or in the database's order. */
  private static final Set<SqlFailure> RACES =
      EnumSet.of(SqlFailure.DUPLICATE, SqlFailure.CONFLICT);

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
        if (is(OUT_OF_REACH, e)) {
          FAILURES.log(WARNING, "cannot get at accounts", e);
          throw outOfReach();
        }
        if (!is(RACES, e)) {
          throw e;
        }
        LOGGER.log(DEBUG, "lost a race", e);
      }
    }
    throw new AccountException(
        AccountException.Reason.BUSY, "", "too many changes at the same time");
  }

  static AccountException outOfReach() {
    return new AccountException(AccountException.Reason.BUSY, "", "the database is out of reach");
  }

  private static boolean is(Set<SqlFailure> wanted, Throwable thrown) {
    return SqlFailure.in(thrown).filter(wanted::contains).isPresent();
  }
}
