package org.pop3ra.bench.load;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds lines that begin with a dot, eight octets at a time: the client's time is not free. */
final class Dots {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = ONES << 7;
  private static final long LINE_FEEDS = ONES * '\n';
  private static final long DOTS = ONES * '.';

  private Dots() {}

  /** The first index below {@code to} of a dot behind a CRLF not before {@code from}; or that. */
  static int next(byte[] octets, int from, int to) {
    int i = from + 2;
    while (i < to) {
      if (i <= to - Long.BYTES && !isNear(octets, i)) {
        i += Long.BYTES;
      } else if (octets[i] == '.' && octets[i - 1] == '\n' && octets[i - 2] == '\r') {
        return i;
      } else {
        i++;
      }
    }
    return to;
  }

  /** Whether one of eight octets may be a dot behind a line feed. */
  private static boolean isNear(byte[] octets, int i) {
    long differs =
        ((long) EIGHT.get(octets, i) ^ DOTS) | ((long) EIGHT.get(octets, i - 1) ^ LINE_FEEDS);
    return ((differs - ONES) & ~differs & HIGH_BITS) != 0;
  }
}
