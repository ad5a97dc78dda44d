package org.pop3ra.lmtp;

import java.util.Arrays;
import org.pop3ra.spi.Content;

/**
 * Collects octets into chunks of {@link Content#CHUNK}. Grows from small, so that a small message
 * costs little; after the first chunk the message is a large one. Whoever fills it looks at {@link
 * #overflowing} after each octet of the client's and takes the chunk then: there is room for a few
 * octets more, not for many.
 */
final class ChunkBuffer {
  private static final int SMALLEST = 1024;
  private static final byte[] NONE = {};

  private byte[] chunk = NONE;
  private int size;
  private boolean large;
  // An octet of the client makes at most four: a held-back CR and the octet itself, each a CRLF;
  // the end of the message two more.
  private final byte[] spill = new byte[8];
  private int spilled;

  void put(byte octet) {
    if (size < Content.CHUNK) {
      grow(1);
      chunk[size++] = octet;
    } else {
      spill[spilled++] = octet;
    }
  }

  /**
   * Appends what fits into the chunk; if it is full, one octet beyond it.
   *
   * @return how many of the octets from {@code from} up to {@code to}, at least one, were appended
   */
  int put(byte[] octets, int from, int to) {
    int length = Math.min(to - from, Content.CHUNK - size);
    if (length == 0) {
      put(octets[from]);
      return 1;
    }
    grow(length);
    System.arraycopy(octets, from, chunk, size, length);
    size += length;
    return length;
  }

  /** A full chunk is here, and it is not the message's last. */
  boolean overflowing() {
    return spilled > 0;
  }

  /** The octets of memory that it holds. */
  int capacity() {
    return chunk.length;
  }

  /** Hands out a full chunk, or the rest; what spilled over begins the next. */
  byte[] take() {
    byte[] taken = size == chunk.length ? chunk : Arrays.copyOf(chunk, size);
    chunk = NONE;
    size = 0;
    large = true;
    int moving = spilled;
    spilled = 0;
    for (int i = 0; i < moving; i++) {
      put(spill[i]);
    }
    return taken;
  }

  private void grow(int more) {
    if (chunk.length - size < more) {
      int wanted = large ? Content.CHUNK : Math.max(SMALLEST, Math.max(size * 2, size + more));
      chunk = Arrays.copyOf(chunk, Math.min(Content.CHUNK, wanted));
    }
  }
}
