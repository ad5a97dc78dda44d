package org.pop3ra.maildrop.service;

import java.sql.SQLException;

/**
 * What a reply waits for after a commit, until a crash cannot undo it any more. On PostgreSQL the
 * commit itself is that: nothing to wait for.
 */
@FunctionalInterface
public interface Durability {

  /** Nothing to wait for. */
  Durability BY_COMMIT = () -> () -> {};

  /** What was committed after {@link Durability#begin} said this. */
  @FunctionalInterface
  interface Commits {

    /**
     * Returns once all that was committed between {@link Durability#begin} and this call is on
     * disk. Called outside transactions.
     *
     * @throws SQLException if it is not, or if that cannot be known
     */
    void await() throws SQLException;
  }

  /** To be called before the transaction whose commit is to be waited for. Does not block. */
  Commits begin();

  /**
   * Finds out by itself, now and then, whether the database is another than before: who asks first
   * after that is refused otherwise.
   */
  default void lookAgain() throws SQLException {}
}
