package org.pop3ra.maildrop.service;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.pop3ra.maildrop.domain.HeldLease;
import org.pop3ra.maildrop.persistence.LeaseTable;
import org.pop3ra.maildrop.persistence.MessageTable;
import org.pop3ra.maildrop.persistence.MessageTable.Piece;
import org.pop3ra.spi.Content;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;

/** Reads a slice of a message: one query, which also sees whether the lease is still held. */
final class Reading {
  private final Transactions transactions;

  Reading(Transactions transactions) {
    this.transactions = requireNonNull(transactions, "transactions is null");
  }

  byte[] read(HeldLease lease, long sequence, long offset, int length)
      throws SQLException, MaildropException {
    int part = Math.toIntExact(offset / Content.CHUNK);
    Piece piece = transactions.call(connection -> piece(connection, lease, sequence, part));
    int from = piece.shared() ? Math.toIntExact(offset % Content.CHUNK) : (int) offset;
    if (piece.octets() == null || from >= piece.octets().length || length < 1) {
      throw new MaildropException(
          Reason.PERMANENT,
          "message " + lease.maildrop() + "/" + sequence + " has no octet " + offset);
    }
    int to = (int) Math.min(piece.octets().length, (long) from + length);
    return from == 0 && to == piece.octets().length
        ? piece.octets()
        : Arrays.copyOfRange(piece.octets(), from, to);
  }

  private static Piece piece(Connection connection, HeldLease lease, long sequence, int part)
      throws SQLException, MaildropException {
    Optional<Piece> piece = new MessageTable(connection).read(lease, sequence, part);
    if (piece.isPresent()) {
      return piece.get();
    }
    boolean held = new LeaseTable(connection).holds(lease);
    throw new MaildropException(
        held ? Reason.MESSAGE_GONE : Reason.LEASE_LOST,
        "message " + lease.maildrop() + "/" + sequence);
  }
}
