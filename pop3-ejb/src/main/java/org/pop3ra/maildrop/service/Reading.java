package org.pop3ra.maildrop.service;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pop3ra.maildrop.domain.HeldLease;
import org.pop3ra.maildrop.persistence.LeaseTable;
import org.pop3ra.maildrop.persistence.MessageTable;
import org.pop3ra.maildrop.persistence.MessageTable.Piece;
import org.pop3ra.spi.Content;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;

/** Reads messages: one query a time, which also sees whether the lease is still held. */
final class Reading {
  private final Transactions transactions;

  Reading(Transactions transactions) {
    this.transactions = requireNonNull(transactions, "transactions is null");
  }

  byte[] read(HeldLease lease, long sequence, long offset, int length)
      throws SQLException, MaildropException {
    int firstPart = part(offset);
    int lastPart = part(offset + length - 1);
    Piece piece = transactions.call(c -> piece(c, lease, sequence, firstPart, lastPart));
    byte[] octets = joined(piece.octets());
    int from = piece.shared() ? Math.toIntExact(offset % Content.CHUNK) : (int) offset;
    if (from >= octets.length || length < 1) {
      throw new MaildropException(
          Reason.PERMANENT,
          "message " + lease.maildrop() + "/" + sequence + " has no octet " + offset);
    }
    int to = (int) Math.min(octets.length, (long) from + length);
    return from == 0 && to == octets.length ? octets : Arrays.copyOfRange(octets, from, to);
  }

  Map<Long, byte[]> readAhead(HeldLease lease, long first, long last) throws SQLException {
    return transactions.call(c -> new MessageTable(c).bodies(lease, first, last));
  }

  private static int part(long offset) {
    return Math.toIntExact(offset / Content.CHUNK);
  }

  private static byte[] joined(List<byte[]> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    byte[] octets = new byte[parts.stream().mapToInt(part -> part.length).sum()];
    int size = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, octets, size, part.length);
      size += part.length;
    }
    return octets;
  }

  private static Piece piece(
      Connection connection, HeldLease lease, long sequence, int firstPart, int lastPart)
      throws SQLException, MaildropException {
    Optional<Piece> piece = new MessageTable(connection).read(lease, sequence, firstPart, lastPart);
    if (piece.isPresent()) {
      return piece.get();
    }
    boolean held = new LeaseTable(connection).holds(lease);
    throw new MaildropException(
        held ? Reason.MESSAGE_GONE : Reason.LEASE_LOST,
        "message " + lease.maildrop() + "/" + sequence);
  }
}
