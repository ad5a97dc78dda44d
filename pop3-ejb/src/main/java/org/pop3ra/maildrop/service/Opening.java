package org.pop3ra.maildrop.service;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.pop3ra.account.service.Authenticated;
import org.pop3ra.maildrop.domain.HeldLease;
import org.pop3ra.maildrop.domain.Incarnation;
import org.pop3ra.maildrop.persistence.HeartbeatTable;
import org.pop3ra.maildrop.persistence.LeaseTable;
import org.pop3ra.maildrop.persistence.MaildropTable;
import org.pop3ra.maildrop.persistence.MessageTable;
import org.pop3ra.maildrop.persistence.SqlFailure;
import org.pop3ra.spi.Listing;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.OpenMaildrop;

/**
 * Takes the lease of a maildrop and lists it, in one transaction: four round trips. Only with the
 * lease in hand it asks whether the account is still what was authenticated: who disables it takes
 * the lease away in the same transaction, and a login may have waited for that one.
 */
final class Opening {
  private final Transactions transactions;
  private final Node node;
  private final Releasing releasing;

  Opening(Transactions transactions, Node node, Releasing releasing) {
    this.transactions = requireNonNull(transactions, "transactions is null");
    this.node = requireNonNull(node, "node is null");
    this.releasing = requireNonNull(releasing, "releasing is null");
  }

  /** Empty if the account is not any more what was authenticated. */
  Optional<OpenMaildrop> open(Authenticated who) throws SQLException, MaildropException {
    Incarnation incarnation = node.incarnation();
    if (!incarnation.current()) {
      throw new MaildropException(Reason.TEMPORARY, "this node is out of touch");
    }
    HeldLease lease = new HeldLease(who.maildrop(), UUID.randomUUID(), incarnation, releasing::add);
    return open(who, lease);
  }

  private Optional<OpenMaildrop> open(Authenticated who, HeldLease lease)
      throws SQLException, MaildropException {
    Optional<HeldLease> former = releasing.take(who.maildrop());
    Optional<Listing> listing = Optional.empty();
    try {
      listing = transactions.call(connection -> list(connection, who, lease, former));
    } catch (MaildropException e) {
      if (e.reason() != Reason.CREDENTIALS) {
        throw e;
      }
    } catch (UnknownOutcomeException e) {
      releasing.addDoubtful(lease);
      throw e;
    } finally {
      if (listing.isEmpty()) {
        former.ifPresent(releasing::add);
      }
    }
    return listing.map(messages -> new OpenMaildrop(lease, messages));
  }

  private static Optional<Listing> list(
      Connection connection, Authenticated who, HeldLease lease, Optional<HeldLease> former)
      throws SQLException, MaildropException {
    boolean acquired = acquire(connection, lease, former);
    // Statements of their own, begun after the one above returned: they see what that waited for.
    MaildropTable maildrops = new MaildropTable(connection);
    if (!maildrops.owned(who.maildrop(), who.account(), who.passwordVersion())) {
      // Thrown, so that the lease is not kept.
      throw new MaildropException(Reason.CREDENTIALS, "not any more what was authenticated");
    }
    if (!acquired) {
      throw new MaildropException(Reason.IN_USE, "held by another session");
    }
    return Optional.of(new MessageTable(connection).list(who.maildrop()));
  }

  private static boolean acquire(Connection connection, HeldLease lease, Optional<HeldLease> former)
      throws SQLException, MaildropException {
    LeaseTable leases = new LeaseTable(connection);
    // No row has the new token: it stands for "no former one".
    UUID orFrom = former.map(HeldLease::token).orElse(lease.token());
    return leases.takeFree(lease, orFrom) || acquireFromDead(connection, lease);
  }

  private static boolean acquireFromDead(Connection connection, HeldLease lease)
      throws SQLException, MaildropException {
    LeaseTable leases = new LeaseTable(connection);
    Optional<LeaseTable.Holder> holder = leases.holder(lease.maildrop());
    if (holder.isPresent()) {
      return new HeartbeatTable(connection).declareDead(holder.get().incarnation())
          && leases.takeFrom(holder.get(), lease);
    }
    if (leases.exists(lease.maildrop())) {
      return false;
    }
    insert(leases, lease);
    return true;
  }

  private static void insert(LeaseTable leases, HeldLease lease)
      throws SQLException, MaildropException {
    try {
      leases.insert(lease);
    } catch (SQLException e) {
      if (SqlFailure.of(e) == SqlFailure.DUPLICATE) {
        // PostgreSQL takes no further statement in this transaction.
        throw new MaildropException(Reason.IN_USE, "another session was first");
      }
      throw e;
    }
  }
}
