package org.pop3ra.session;

import org.pop3ra.spi.Lease;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.MaildropListener;

/**
 * Reads one message from front to end: as many octets as the listing promised, however many the
 * listener gives at a time. Used by one worker at a time.
 */
final class MessageReader {
  private static final byte[] NOTHING = {};

  private final Lease lease;
  private final long sequence;
  private final int octets;
  private int position;

  MessageReader(Maildrop maildrop, int index) {
    lease = maildrop.lease();
    sequence = maildrop.listing().sequence(index);
    octets = maildrop.listing().octets(index);
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
  byte[] read(MaildropListener listener, int most) throws MaildropException {
    int wanted = Math.min(most, octets - position);
    if (wanted == 0) {
      return NOTHING;
    }
    byte[] slice = part(listener, position, wanted);
    return slice.length == wanted ? slice : fill(listener, slice, wanted);
  }

  private byte[] fill(MaildropListener listener, byte[] begin, int wanted)
      throws MaildropException {
    byte[] slice = new byte[wanted];
    byte[] part = begin;
    int size = 0;
    while (true) {
      System.arraycopy(part, 0, slice, size, part.length);
      size += part.length;
      if (size == wanted) {
        return slice;
      }
      part = part(listener, position + size, wanted - size);
    }
  }

  private byte[] part(MaildropListener listener, int offset, int wanted) throws MaildropException {
    if (!lease.current()) {
      throw new MaildropException(Reason.LEASE_LOST, "this node has lost its leases");
    }
    byte[] part = listener.read(lease, sequence, offset, wanted);
    if (part.length == 0 || part.length > wanted) {
      throw new IllegalStateException(part.length + " octets were read instead of " + wanted);
    }
    return part;
  }
}
