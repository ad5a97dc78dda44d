package org.pop3ra.spi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The messages of a maildrop at login, packed into arrays: about fifty octets a message, so that a
 * maildrop of 50,000 costs less than 4 MB. Immutable. Messages are numbered from 0 here; a
 * message-number of RFC 1939 is one more.
 */
public final class Listing {
  private final long[] sequences;
  private final int[] octets;
  private final int[] headerOctets;
  private final BitSet stuffed;
  private final byte[] uniqueIds;
  private final int[] uniqueIdEnds;
  private final long totalOctets;

  private Listing(Builder from) {
    sequences = Arrays.copyOf(from.sequences, from.size);
    octets = Arrays.copyOf(from.octets, from.size);
    headerOctets = Arrays.copyOf(from.headerOctets, from.size);
    stuffed = (BitSet) from.stuffed.clone();
    uniqueIdEnds = Arrays.copyOf(from.uniqueIdEnds, from.size);
    uniqueIds = Arrays.copyOf(from.uniqueIds, from.uniqueIdsEnd);
    totalOctets = from.totalOctets;
  }

  public int size() {
    return sequences.length;
  }

  /** The octets of all messages, as {@link #octets} counts them. */
  public long totalOctets() {
    return totalOctets;
  }

  /** The key under which the listener knows the message; ascending, otherwise its own affair. */
  public long sequence(int index) {
    return sequences[index];
  }

  /** The octets of the message in canonical form, before dot-stuffing (RFC 1939 section 11). */
  public int octets(int index) {
    return octets[index];
  }

  /**
   * The octets of the header, with the empty line that ends it; all of {@link #octets} where no
   * empty line does.
   */
  public int headerOctets(int index) {
    return headerOctets[index];
  }

  /** Whether some line starts with a dot, so that sending it needs stuffing. */
  public boolean stuffed(int index) {
    return stuffed.get(index);
  }

  /**
   * 1 to 70 characters of 0x21 to 0x7E (RFC 1939 section 7, UIDL). The same in every session, and
   * never used for another message of the maildrop, also when this one is gone: a client that
   * leaves mail on the server takes a message with a unique-id that it knows for one that it has.
   */
  public String uniqueId(int index) {
    int start = index == 0 ? 0 : uniqueIdEnds[index - 1];
    return new String(uniqueIds, start, uniqueIdEnds[index] - start, StandardCharsets.US_ASCII);
  }

  /** Collects messages in the order of their sequences. Used by one thread, once. */
  public static final class Builder {
    private static final int MAX_UNIQUE_ID = 70;
    private long[] sequences = new long[16];
    private int[] octets = new int[16];
    private int[] headerOctets = new int[16];
    private int[] uniqueIdEnds = new int[16];
    private byte[] uniqueIds = new byte[16 * 24];
    private final BitSet stuffed = new BitSet();
    private int size;
    private int uniqueIdsEnd;
    private long totalOctets;

    /**
     * Adds a message.
     *
     * @param sequence as {@link Listing#sequence}: any numbers that ascend
     * @param messageOctets as {@link Listing#octets}
     * @param messageHeaderOctets as {@link Listing#headerOctets}
     * @param stuffing as {@link Listing#stuffed}; {@code true} is right, if slower, where it is not
     *     known
     * @param uniqueId as {@link Listing#uniqueId}
     * @throws IllegalArgumentException if the sequence does not ascend, a number is out of range,
     *     or the unique-id is not of RFC 1939's form
     */
    public Builder add(
        long sequence,
        int messageOctets,
        int messageHeaderOctets,
        boolean stuffing,
        String uniqueId) {
      check(sequence, messageOctets, messageHeaderOctets, uniqueId);
      grow(uniqueId.length());
      sequences[size] = sequence;
      octets[size] = messageOctets;
      headerOctets[size] = messageHeaderOctets;
      stuffed.set(size, stuffing);
      append(uniqueId);
      uniqueIdEnds[size++] = uniqueIdsEnd;
      totalOctets += messageOctets;
      return this;
    }

    public Listing build() {
      return new Listing(this);
    }

    private void check(long sequence, int messageOctets, int messageHeaderOctets, String uniqueId) {
      require(size == 0 || sequence > sequences[size - 1], "sequences must ascend");
      require(messageOctets >= 0, "octets must not be negative");
      require(
          messageHeaderOctets >= 0 && messageHeaderOctets <= messageOctets,
          "header octets must be within the octets");
      require(
          !uniqueId.isEmpty() && uniqueId.length() <= MAX_UNIQUE_ID,
          "a unique-id has 1 to 70 characters");
    }

    private void append(String uniqueId) {
      for (int i = 0; i < uniqueId.length(); i++) {
        char c = uniqueId.charAt(i);
        require(c >= 0x21 && c <= 0x7E, "a unique-id has characters of 0x21 to 0x7E");
        uniqueIds[uniqueIdsEnd++] = (byte) c;
      }
    }

    private void grow(int uniqueIdLength) {
      if (size == sequences.length) {
        int larger = size * 2;
        sequences = Arrays.copyOf(sequences, larger);
        octets = Arrays.copyOf(octets, larger);
        headerOctets = Arrays.copyOf(headerOctets, larger);
        uniqueIdEnds = Arrays.copyOf(uniqueIdEnds, larger);
      }
      if (uniqueIds.length - uniqueIdsEnd < uniqueIdLength) {
        uniqueIds = Arrays.copyOf(uniqueIds, uniqueIds.length * 2);
      }
    }

    private static void require(boolean condition, String what) {
      if (!condition) {
        throw new IllegalArgumentException(what);
      }
    }
  }
}
