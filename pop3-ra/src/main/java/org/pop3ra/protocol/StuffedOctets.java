package org.pop3ra.protocol;

import java.util.Arrays;

/**
 * Octets of a message that are stuffed while they are copied (RFC 1939 section 3). Made by a {@link
 * DotStuffer}; may then be used by another thread.
 */
public final class StuffedOctets {
  private static final int[] NONE = {};
  private static final int FEW = 16;

  private final byte[] content;
  private final int length;
  private int[] dots = NONE;
  private int count;

  StuffedOctets(byte[] content, int length) {
    this.content = content;
    this.length = length;
  }

  /** How many dots are added. */
  public int dots() {
    return count;
  }

  /** How many there are with the dots that are added. */
  public int size() {
    return length + count;
  }

  /** Appends them, dots and all. */
  public void copyTo(Sink out) {
    int from = 0;
    for (int i = 0; i < count; i++) {
      out.append(content, from, dots[i]).octet('.');
      from = dots[i];
    }
    out.append(content, from, length);
  }

  /** In ascending order. */
  void dotBefore(int index) {
    if (count == dots.length) {
      dots = Arrays.copyOf(dots, Math.max(FEW, 2 * count));
    }
    dots[count++] = index;
  }
}
