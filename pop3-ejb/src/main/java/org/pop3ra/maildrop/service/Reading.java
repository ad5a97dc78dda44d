package org.pop3ra.maildrop.service;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
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

  List<byte[]> read(HeldLease lease, long sequence, long offset, int length)
      throws SQLException, MaildropException {
    int firstPart = part(offset);
    int lastPart = part(offset + length - 1);
    Piece piece = transactions.call(c -> piece(c, lease, sequence, firstPart, lastPart));
    int from = piece.shared() ? Math.toIntExact(offset % Content.CHUNK) : (int) offset;
    List<byte[]> octets = section(piece.octets(), from, length);
    if (octets.isEmpty()) {
      throw new MaildropException(
          Reason.PERMANENT,
          "message " + lease.maildrop() + "/" + sequence + " has no octet " + offset);
    }
    return octets;
  }

  Map<Long, byte[]> readAhead(HeldLease lease, long first, long last) throws SQLException {
    return transactions.call(c -> new MessageTable(c).bodies(lease, first, last));
  }

  private static int part(long offset) {
    return Math.toIntExact(offset / Content.CHUNK);
  }

  /** At most {@code length} octets from {@code from} on, copied only where a part is cut. */
  private static List<byte[]> section(List<byte[]> parts, int from, int length) {
    List<byte[]> section = new ArrayList<>(parts.size());
    int skip = from;
    int left = length;
    for (byte[] part : parts) {
      int begin = Math.min(skip, part.length);
      int end = begin + Math.min(left, part.length - begin);
      if (begin < end) {
        boolean whole = begin == 0 && end == part.length;
        section.add(whole ? part : Arrays.copyOfRange(part, begin, end));
      }
      skip -= begin;
      left -= end - begin;
    }
    return section;
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
