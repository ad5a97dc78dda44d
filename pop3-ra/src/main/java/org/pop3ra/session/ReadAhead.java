package org.pop3ra.session;

import static java.util.Objects.requireNonNull;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.pop3ra.spi.Lease;
import org.pop3ra.spi.Listing;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropListener;

/**
 * Small messages that were read before the client asked for them, because it retrieves one after
 * the other. Good for a moment only, so that what an administrator takes away is soon gone, and
 * weakly held: a client that stops in the middle costs no memory for long. Used by one thread at a
 * time.
 */
final class ReadAhead {
  private static final int MOST_OCTETS = 128 * 1024;
  private static final int MOST_MESSAGES = 64;
  private static final int SMALL = 16 * 1024;
  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

  private record Block(Map<Long, byte[]> contents) {}

  private final Lease lease;
  private final Listing listing;
  private WeakReference<Block> kept = new WeakReference<>(null);
  private long keptNanos;
  private int expected = -1;

  ReadAhead(Lease lease, Listing listing) {
    this.lease = requireNonNull(lease, "lease is null");
    this.listing = requireNonNull(listing, "listing is null");
  }

  /** The message was asked for, and the one at {@code next} would be in turn. */
  void asked(int next) {
    expected = next;
  }

  /** Whether the client asks for the messages in their order. */
  boolean expects(int index) {
    return index == expected;
  }

  /** The content of a message, if it is known. */
  Optional<byte[]> content(int index, long nanoTime) {
    Block block = kept.get();
    if (block == null || nanoTime - keptNanos > FRESH_NANOS) {
      return Optional.empty();
    }
    return content(block.contents, index);
  }

  /**
   * Reads a run of messages; blocks.
   *
   * @param end the index after the last, as {@link #end} told it
   * @return the content of the first, if it came
   */
  Optional<byte[]> read(MaildropListener listener, int first, int end, long nanoTime)
      throws MaildropException {
    Map<Long, byte[]> contents =
        listener.readAhead(lease, listing.sequence(first), listing.sequence(end - 1));
    kept = new WeakReference<>(new Block(contents));
    keptNanos = nanoTime;
    return content(contents, first);
  }

  /**
   * Where a run of small messages ends.
   *
   * @param limit the index of the first message that must not be in it
   */
  int end(int first, int limit) {
    long octets = 0;
    int index = first;
    while (index < Math.min(limit, first + MOST_MESSAGES)) {
      octets += listing.octets(index);
      if (listing.octets(index) > SMALL || octets > MOST_OCTETS) {
        break;
      }
      index++;
    }
    return index;
  }

  /** Of another size than was listed, it is none of ours: {@code read} will tell what is wrong. */
  private Optional<byte[]> content(Map<Long, byte[]> contents, int index) {
    return Optional.ofNullable(contents.get(listing.sequence(index)))
        .filter(octets -> octets.length == listing.octets(index));
  }
}
