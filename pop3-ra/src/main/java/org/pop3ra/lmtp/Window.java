package org.pop3ra.lmtp;

import java.nio.ByteBuffer;

/**
 * A look at the next octets of the input, in an array: buffers outside the heap are slow to go
 * through one by one. Not larger than it was needed, for many inputs are small.
 */
final class Window {
  private static final int LARGEST = 8 * 1024;

  private byte[] octets = {};

  /**
   * Copies octets of {@code input} to the beginning of {@link #octets}, and leaves them in it.
   *
   * @return how many; at most {@code most}, and at least one if there are any
   */
  int look(ByteBuffer input, long most) {
    int length = (int) Math.min(most, Math.min(LARGEST, input.remaining()));
    if (octets.length < length) {
      octets = new byte[length];
    }
    input.get(input.position(), octets, 0, length);
    return length;
  }

  byte[] octets() {
    return octets;
  }

  /** Moves {@code input} on. */
  void take(ByteBuffer input, int taken) {
    input.position(input.position() + taken);
  }
}
