package org.pop3ra.maildrop.service;

import static java.lang.System.Logger.Level.WARNING;
import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import java.util.Optional;
import javax.naming.NamingException;

/**
 * The services, once the database let them begin: until then it is tried again, and afterwards
 * never, because what runs has leases in it. Thread-safe.
 */
final class Beginning {

  /** Brings the schema up to date and puts the services together. */
  interface Attempt {
    Services begin() throws SQLException, NamingException;
  }

  private final Attempt attempt;
  private final FailureLog failures;
  private volatile Services services;

  Beginning(Attempt attempt, FailureLog failures) {
    this.attempt = requireNonNull(attempt, "attempt is null");
    this.failures = requireNonNull(failures, "failures is null");
  }

  Optional<Services> services() {
    return Optional.ofNullable(services);
  }

  /** A failure is logged, and nothing has begun. */
  synchronized void tryToBegin() {
    if (services != null) {
      return;
    }
    try {
      services = attempt.begin();
    } catch (SQLException | NamingException | RuntimeException e) {
      failures.log(WARNING, "cannot bring the schema up to date, trying again", e);
    }
  }
}
