package org.pop3ra.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;

/**
 * Replies on their way to the socket. Small ones are gathered, so that the replies to pipelined
 * commands leave together; a large one is handed over in pieces as the socket takes them, so that a
 * slow reader costs no more than two. Holds no memory while there is nothing to say.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells of failures through the pipeline.
final class Output {
  /** What the channel gets at once, and what is gathered at most. */
  static final int PIECE = 64 * 1024;

  private static final int SMALL = PIECE / 4;
  private static final int FIRST_CAPACITY = 512;

  private final Channel channel;
  private ByteBuf gathered;
  private byte[] large;
  private int largeOffset;

  Output(Channel channel) {
    this.channel = channel;
  }

  /** Only after {@link #handOver} returned true. The octets are not copied if there are many. */
  void add(byte[] octets) {
    if (octets.length > SMALL) {
      writeGathered();
      large = octets;
      largeOffset = 0;
    } else if (octets.length > 0) {
      gather(octets);
    }
  }

  /**
   * Hands over what the socket takes now.
   *
   * @param flush whether what was gathered must leave at once
   * @return whether everything was handed over and there is room for more
   */
  boolean handOver(boolean flush) {
    writeLarge();
    if (large != null || (gathered != null && (flush || gathered.readableBytes() >= PIECE))) {
      flush();
      writeLarge();
    }
    return large == null && channel.isWritable();
  }

  /** Lets everything handed over leave. */
  ChannelFuture flush() {
    ByteBuf last = gathered == null ? Unpooled.EMPTY_BUFFER : gathered;
    gathered = null;
    return channel.writeAndFlush(last);
  }

  void clear() {
    large = null;
    if (gathered != null) {
      gathered.release();
      gathered = null;
    }
  }

  private void gather(byte[] octets) {
    if (gathered == null) {
      gathered = channel.alloc().directBuffer(Math.max(FIRST_CAPACITY, octets.length));
    }
    gathered.writeBytes(octets);
  }

  private void writeGathered() {
    if (gathered != null) {
      channel.write(gathered, channel.voidPromise());
      gathered = null;
    }
  }

  private void writeLarge() {
    while (large != null && channel.isWritable()) {
      int length = pieceOf(large.length - largeOffset);
      ByteBuf piece = Unpooled.wrappedBuffer(large, largeOffset, length);
      largeOffset += length;
      large = largeOffset == large.length ? null : large;
      channel.writeAndFlush(piece, channel.voidPromise());
    }
  }

  /** No small rest stays for the end: some clients stumble over a terminator that comes alone. */
  private static int pieceOf(int rest) {
    return rest <= PIECE + SMALL ? rest : PIECE;
  }
}
