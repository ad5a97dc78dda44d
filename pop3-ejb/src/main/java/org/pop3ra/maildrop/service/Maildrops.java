package org.pop3ra.maildrop.service;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;
import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.pop3ra.account.service.Authenticator;
import org.pop3ra.maildrop.domain.HeldLease;
import org.pop3ra.maildrop.persistence.SqlFailure;
import org.pop3ra.spi.Credentials;
import org.pop3ra.spi.Effort;
import org.pop3ra.spi.Lease;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.OpenMaildrop;

/**
 * What a POP3 session asks of the store. Called outside transactions, from any number of threads; a
 * normal return means committed and durable. Says what went wrong in the spi's words, and tells the
 * log of it once.
 */
public final class Maildrops {
  private static final System.Logger LOGGER = System.getLogger(Maildrops.class.getName());
  private static final int QUESTIONS = 6;

  private final Opening opening;
  private final Reading reading;
  private final Committing committing;
  private final Durability durability;
  private final FailureLog failures;

  Maildrops(
      Transactions transactions,
      Transactions reads,
      Node node,
      Releasing releasing,
      Durability durability,
      LongSupplier nanoTime) {
    this.opening = new Opening(transactions, node, releasing);
    this.reading = new Reading(reads);
    this.committing = new Committing(transactions);
    this.durability = requireNonNull(durability, "durability is null");
    this.failures = new FailureLog(LOGGER, nanoTime);
  }

  /** Authenticates, takes the lease, lists. */
  public OpenMaildrop open(Authenticator authenticator, Credentials credentials, Effort effort)
      throws MaildropException {
    try {
      Optional<OpenMaildrop> open = opening.open(authenticator.authenticate(credentials, effort));
      if (open.isEmpty()) {
        open = opening.open(authenticator.authenticateAfresh(credentials));
      }
      return open.orElseThrow(() -> authenticator.refusal(credentials));
    } catch (SQLException e) {
      throw failed("login", e);
    } catch (UnknownOutcomeException e) {
      throw failed("login", e);
    }
  }

  /** Reads a part of a message. */
  public List<byte[]> read(Lease lease, long sequence, long offset, int length)
      throws MaildropException {
    HeldLease held = held(lease);
    try {
      return reading.read(held, sequence, offset, length);
    } catch (SQLException e) {
      throw failed("read", e);
    } catch (UnknownOutcomeException e) {
      throw failed("read", e);
    }
  }

  /** Reads some of the small messages of a run. */
  public Map<Long, byte[]> readAhead(Lease lease, long first, long last) throws MaildropException {
    HeldLease held = held(lease);
    try {
      return reading.readAhead(held, first, last);
    } catch (SQLException e) {
      throw failed("read", e);
    } catch (UnknownOutcomeException e) {
      throw failed("read", e);
    }
  }

  /** Deletes and gives the lease back. */
  public void commit(Lease lease, long[] sequences) throws MaildropException {
    HeldLease held = held(lease);
    Durability.Commits commits = durability.begin();
    try {
      committing.commit(held, sequences);
    } catch (SQLException e) {
      throw failed("commit", e);
    } catch (UnknownOutcomeException e) {
      failures.log(WARNING, "commit of unknown outcome", e);
      resolve(held);
    }
    held.spent();
    harden(commits);
  }

  /** Returns if the commit happened. */
  private void resolve(HeldLease lease) throws MaildropException {
    if (!ask(lease)) {
      throw new MaildropException(Reason.TEMPORARY, "the commit did not happen");
    }
  }

  private boolean ask(HeldLease lease) throws MaildropException {
    for (int question = 1; question <= QUESTIONS; question++) {
      try {
        return committing.committed(lease);
      } catch (SQLException | UnknownOutcomeException e) {
        failures.log(WARNING, "cannot learn the outcome of a commit", e);
        RetryingTransactions.pause(question);
      }
    }
    throw new MaildropException(Reason.OUTCOME_UNKNOWN, "the database is out of reach");
  }

  private void harden(Durability.Commits commits) throws MaildropException {
    try {
      commits.await();
    } catch (SQLException e) {
      failures.log(ERROR, "a commit could not be brought to disk", e);
      throw new MaildropException(Reason.OUTCOME_UNKNOWN, "not brought to disk");
    }
  }

  private static HeldLease held(Lease lease) throws MaildropException {
    HeldLease held = (HeldLease) lease;
    if (!held.current()) {
      throw new MaildropException(Reason.LEASE_LOST, "given back, or this node lost touch");
    }
    return held;
  }

  private MaildropException failed(String what, SQLException e) {
    if (SqlFailure.of(e) == SqlFailure.BUG) {
      failures.logTrace(ERROR, what + " failed", e);
      return new MaildropException(Reason.PERMANENT, OneLine.of(e));
    }
    failures.log(WARNING, what + " failed", e);
    return new MaildropException(Reason.TEMPORARY, OneLine.of(e));
  }

  private MaildropException failed(String what, UnknownOutcomeException e) {
    failures.log(WARNING, what + " failed", e);
    return new MaildropException(Reason.TEMPORARY, OneLine.of(e));
  }
}
