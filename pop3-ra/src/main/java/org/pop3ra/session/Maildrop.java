package org.pop3ra.session;

import static java.util.Objects.requireNonNull;

import java.util.BitSet;
import org.pop3ra.protocol.DecimalNumber;
import org.pop3ra.protocol.Rejection;
import org.pop3ra.protocol.Text;
import org.pop3ra.spi.Lease;
import org.pop3ra.spi.Listing;
import org.pop3ra.spi.OpenMaildrop;

/**
 * A session's view of its maildrop: the messages at login, and which of them are marked as deleted.
 * Numbers are fixed for the session (RFC 1939 section 5).
 */
final class Maildrop {
  private final Lease lease;
  private final Listing listing;
  private final ReadAhead ahead;
  private final BitSet deleted = new BitSet();
  private long deletedOctets;

  Maildrop(OpenMaildrop open) {
    requireNonNull(open, "open is null");
    lease = open.lease();
    listing = open.listing();
    ahead = new ReadAhead(lease, listing);
  }

  Lease lease() {
    return lease;
  }

  Listing listing() {
    return listing;
  }

  ReadAhead ahead() {
    return ahead;
  }

  /**
   * Finds a message that is not marked as deleted by its message-number.
   *
   * @return its index in the listing
   */
  int message(String number) throws Rejection {
    int index = DecimalNumber.parse(number) - 1;
    if (index < 0) {
      throw Rejection.mild(Text.NUMBERS_START_AT_ONE);
    }
    if (index >= listing.size()) {
      throw Rejection.mild(Text.NO_SUCH_MESSAGE);
    }
    if (deleted.get(index)) {
      throw Rejection.mild(Text.MESSAGE_DELETED);
    }
    return index;
  }

  /** The index of the first message from {@code index} on that is not deleted, or the size. */
  int nextPresent(int index) {
    return Math.min(deleted.nextClearBit(index), listing.size());
  }

  /** The index of the first message from {@code index} on that is deleted, or the size. */
  int nextDeleted(int index) {
    int next = deleted.nextSetBit(index);
    return next < 0 ? listing.size() : next;
  }

  int count() {
    return listing.size() - deleted.cardinality();
  }

  long octets() {
    return listing.totalOctets() - deletedOctets;
  }

  void delete(int index) {
    deleted.set(index);
    deletedOctets += listing.octets(index);
  }

  void undelete() {
    deleted.clear();
    deletedOctets = 0;
  }

  int deletedCount() {
    return deleted.cardinality();
  }

  /** The keys of the messages marked as deleted, ascending. */
  long[] deletedSequences() {
    return deleted.stream().mapToLong(listing::sequence).toArray();
  }
}
