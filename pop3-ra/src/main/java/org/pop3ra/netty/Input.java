package org.pop3ra.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;

/**
 * Octets that were read and not yet taken. Holds no memory while there are none. Usually one read's
 * worth: only what an epoll transport reads by itself when the client shuts its output is appended,
 * and the socket's receive buffer bounds that.
 */
final class Input {
  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

  private ByteBuf octets;
  private ByteBuffer view = EMPTY;

  /** Takes over {@code more}. */
  void add(ByteBuf more, ByteBufAllocator allocator) {
    octets = view.hasRemaining() ? joined(more, allocator) : replaced(more);
    view = octets.nioBuffer();
  }

  /** What is left; whoever reads from it takes it away. */
  ByteBuffer view() {
    return view;
  }

  boolean isEmpty() {
    return !view.hasRemaining();
  }

  void clear() {
    view = EMPTY;
    if (octets != null) {
      octets.release();
      octets = null;
    }
  }

  private ByteBuf replaced(ByteBuf more) {
    clear();
    return more;
  }

  private ByteBuf joined(ByteBuf more, ByteBufAllocator allocator) {
    ByteBuf both = allocator.directBuffer(view.remaining() + more.readableBytes());
    both.writeBytes(view).writeBytes(more);
    more.release();
    clear();
    return both;
  }
}
