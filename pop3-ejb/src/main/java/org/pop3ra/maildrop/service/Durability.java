package org.pop3ra.maildrop.service;

import java.sql.SQLException;

/**
 * What a reply waits for after a commit, until a crash cannot undo it any more. On PostgreSQL the
 * commit itself is that: nothing to wait for.
 */
@FunctionalInterface
public interface Durability {

  /** Nothing to wait for. */
  Durability BY_COMMIT = () -> {};

  /**
   * Returns once all that was committed before the call is on disk. Called outside transactions.
   */
  void await() throws SQLException;
}
