package org.pop3ra.maildrop.service;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.pop3ra.maildrop.domain.HeldLease;
import org.pop3ra.maildrop.persistence.LeaseTable;
import org.pop3ra.maildrop.persistence.LeftoverTable;
import org.pop3ra.maildrop.persistence.MaildropTable;
import org.pop3ra.maildrop.persistence.MessageRemoval;
import org.pop3ra.maildrop.persistence.MessageRemoval.Removed;
import org.pop3ra.maildrop.persistence.OutcomeTable;
import org.pop3ra.maildrop.persistence.SqlFailure;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;

/** The QUIT of a session that deletes, and the question whether it was committed. */
final class Committing {
  private static final int BATCH = 500;

  private final Transactions transactions;

  Committing(Transactions transactions) {
    this.transactions = requireNonNull(transactions, "transactions is null");
  }

  /** Removes these messages, gives the lease back, and notes that it did, all or nothing. */
  void commit(HeldLease lease, long[] sequences) throws SQLException, MaildropException {
    transactions.call(
        connection -> {
          commit(connection, lease, sequences);
          return null;
        });
  }

  private static void commit(Connection connection, HeldLease lease, long[] sequences)
      throws SQLException, MaildropException {
    Removed removed = remove(connection, lease.maildrop(), sequences);
    if (!new LeaseTable(connection).release(lease)) {
      throw new MaildropException(Reason.LEASE_LOST, "at QUIT");
    }
    new OutcomeTable(connection).insert(lease, true);
    new MaildropTable(connection).removed(lease.maildrop(), removed.messages(), removed.octets());
  }

  private static Removed remove(Connection connection, long maildrop, long[] sequences)
      throws SQLException {
    MessageRemoval removal = new MessageRemoval(connection);
    Removed removed = Removed.NOTHING;
    for (int from = 0; from < sequences.length; from += BATCH) {
      int to = Math.min(from + BATCH, sequences.length);
      long[] some = Arrays.copyOfRange(sequences, from, to);
      long room = LeftoverTable.PIECE - removed.bodies();
      removed = removed.and(removal.remove(maildrop, some, room));
    }
    return removed;
  }

  /**
   * Whether the commit of this lease happened. If not, it cannot happen any more: a commit that is
   * still on its way fails at the outcome row that this leaves.
   */
  boolean committed(HeldLease lease) throws SQLException {
    try {
      return transactions.call(connection -> decide(new OutcomeTable(connection), lease));
    } catch (SQLException e) {
      if (SqlFailure.of(e) != SqlFailure.DUPLICATE) {
        throw e;
      }
      // It was committed while this looked.
      return transactions.call(connection -> decide(new OutcomeTable(connection), lease));
    }
  }

  private static boolean decide(OutcomeTable outcomes, HeldLease lease) throws SQLException {
    Optional<Boolean> known = outcomes.find(lease);
    if (known.isEmpty()) {
      outcomes.insert(lease, false);
    }
    return known.orElse(false);
  }
}
