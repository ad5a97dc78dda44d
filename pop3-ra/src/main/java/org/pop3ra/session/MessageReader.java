package org.pop3ra.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pop3ra.spi.Lease;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.MaildropListener;

/**
 * Reads one message from front to end: as many octets as the listing promised, however many the
 * listener gives at a time. A whole message in turn brings its successors with it. Used by one
 * thread at a time.
 */
final class MessageReader {
  private final Lease lease;
  private final ReadAhead ahead;
  private final int index;
  private final int runEnd;
  private final long sequence;
  private final int octets;
  private int position;

  private MessageReader(Maildrop maildrop, int index, int runEnd) {
    lease = maildrop.lease();
    ahead = maildrop.ahead();
    this.index = index;
    this.runEnd = runEnd;
    sequence = maildrop.listing().sequence(index);
    octets = maildrop.listing().octets(index);
  }

  /** Of a message that is read in part, or out of turn. */
  static MessageReader alone(Maildrop maildrop, int index) {
    return new MessageReader(maildrop, index, index);
  }

  /** Of a message that is read to its end. */
  static MessageReader inTurn(Maildrop maildrop, int index) {
    ReadAhead ahead = maildrop.ahead();
    boolean expected = ahead.expects(index);
    ahead.asked(maildrop.nextPresent(index + 1));
    return expected
        ? new MessageReader(maildrop, index, ahead.end(index, maildrop.nextDeleted(index)))
        : alone(maildrop, index);
  }

  /** The whole message, if it is known without asking. */
  Optional<byte[]> known(long nanoTime) {
    return ahead.content(index, nanoTime);
  }

  /** The whole message, read with those that follow it, if the listener does such. */
  Optional<byte[]> readWithNext(MaildropListener listener, long nanoTime) throws MaildropException {
    if (runEnd - index < 2) {
      return Optional.empty();
    }
    requireLease();
    return ahead.read(listener, index, runEnd, nanoTime);
  }

  int octets() {
    return octets;
  }

  int position() {
    return position;
  }

  void advance(int length) {
    position += length;
  }

  boolean isAtEnd() {
    return position == octets;
  }

  /** The next octets: {@code most}, or all that are left if those are fewer. */
  List<byte[]> read(MaildropListener listener, int most) throws MaildropException {
    int wanted = Math.min(most, octets - position);
    List<byte[]> parts = new ArrayList<>();
    int size = 0;
    while (size < wanted) {
      List<byte[]> next = parts(listener, position + size, wanted - size);
      parts.addAll(next);
      size += length(next);
    }
    return parts;
  }

  private List<byte[]> parts(MaildropListener listener, int offset, int wanted)
      throws MaildropException {
    requireLease();
    List<byte[]> parts = listener.read(lease, sequence, offset, wanted);
    int length = length(parts);
    if (length < 1 || length > wanted) {
      throw new IllegalStateException(length + " octets were read instead of " + wanted);
    }
    return parts;
  }

  private static int length(List<byte[]> parts) {
    return parts.stream().mapToInt(part -> part.length).sum();
  }

  private void requireLease() throws MaildropException {
    if (!lease.current()) {
      throw new MaildropException(Reason.LEASE_LOST, "this node has lost its leases");
    }
  }
}
