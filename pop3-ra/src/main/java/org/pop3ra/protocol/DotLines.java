package org.pop3ra.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds dots that follow a line feed, eight octets at a time: a large message is looked at octet by
 * octet only where such a pair may be, which makes the search cheaper than the copy that follows.
 * Stateless.
 */
final class DotLines {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = ONES << 7;
  private static final long DOTS = ONES * '.';
  private static final long LINE_FEEDS = ONES * '\n';

  private DotLines() {}

  /**
   * The first index from {@code from}, which is at least one, below {@code to} of a dot whose
   * predecessor is a line feed; {@code to} if there is none.
   */
  static int next(byte[] octets, int from, int to) {
    int i = from;
    while (i <= to - Long.BYTES && !isInEight(octets, i)) {
      i += Long.BYTES;
    }
    while (i < to && !(octets[i] == '.' && octets[i - 1] == '\n')) {
      i++;
    }
    return Math.min(i, to);
  }

  /** Whether one of eight octets is a dot after a line feed: then an octet of the union is zero. */
  private static boolean isInEight(byte[] octets, int i) {
    long differs =
        ((long) EIGHT.get(octets, i) ^ DOTS) | ((long) EIGHT.get(octets, i - 1) ^ LINE_FEEDS);
    return ((differs - ONES) & ~differs & HIGH_BITS) != 0;
  }
}
