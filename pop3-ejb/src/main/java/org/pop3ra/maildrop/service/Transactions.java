package org.pop3ra.maildrop.service;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Runs work in a READ COMMITTED transaction of its own, or, where it only reads, each of its
 * statements in one.
 *
 * <ul>
 *   <li>A normal return: committed.
 *   <li>{@link SQLException}, or an exception that the work throws on purpose: nothing was
 *       committed, for certain.
 *   <li>{@link UnknownOutcomeException}: the commit was sent, or may have been, and failed.
 * </ul>
 *
 * <p>There is one implementation for the container, {@link Autocommit} for reads, and one for tests
 * without the container.
 */
public interface Transactions {

  /** What happens in the transaction; may be run again, in another one, if this one fails. */
  @FunctionalInterface
  interface Work<T, E extends Exception> {
    T in(Connection connection) throws SQLException, E;
  }

  <T, E extends Exception> T call(Work<T, E> work) throws SQLException, E;
}
