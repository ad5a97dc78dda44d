package org.pop3ra.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.util.function.Consumer;
import org.pop3ra.session.Outcome.Failure;
import org.pop3ra.session.Outcome.Piece;
import org.pop3ra.session.Outcome.Pieces;

/**
 * One streamed reply. The next piece is fetched only while the channel takes more, that is while
 * few octets are on their way: a slow reader holds no thread, and of its reply one piece in the
 * memory that the socket takes; the next one is read while the last octets of that leave.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells of failures through the pipeline.
final class PieceStream<L> {

  /** Gets the next piece; one of the two is called on the event loop, later. */
  interface Source<L> {
    void fetch(Pieces<L> pieces, Consumer<Piece> fetched, Consumer<Failure> failed);
  }

  /** Called once; {@code complete} if the last octet was handed to the socket. */
  interface Ending {
    void ended(boolean complete);
  }

  /** How often workers may have no time for a piece. */
  private static final int MOST_REFUSALS = 5;

  private final Channel channel;
  private final Source<L> source;
  private final Pieces<L> pieces;
  private final Ending ending;

  private boolean fetching;
  private boolean last;
  private boolean over;
  private int refusals;

  PieceStream(Channel channel, Source<L> source, Pieces<L> pieces, Ending ending) {
    this.channel = channel;
    this.source = source;
    this.pieces = pieces;
    this.ending = ending;
  }

  /** Writes the piece that is in memory already, before any other is fetched. */
  void begin(byte[] first) {
    channel.writeAndFlush(Unpooled.wrappedBuffer(first), channel.voidPromise());
    fetchNext();
  }

  /** The channel takes more. */
  void writable() {
    if (!fetching && !last) {
      fetching = true;
      source.fetch(pieces, this::fetched, this::failed);
    }
  }

  /** The connection is gone. If a piece is being fetched, the stream ends when it comes. */
  void lost() {
    if (!fetching) {
      end(false);
    }
  }

  private void fetched(Piece piece) {
    fetching = false;
    refusals = 0;
    last = piece.last();
    if (!channel.isActive()) {
      end(false);
    } else if (last) {
      channel.writeAndFlush(octets(piece)).addListener(sent -> end(sent.isSuccess()));
    } else {
      channel.writeAndFlush(octets(piece), channel.voidPromise());
      fetchNext();
    }
  }

  /** In memory that the socket takes as it is. */
  private ByteBuf octets(Piece piece) {
    ByteBuf octets = channel.alloc().directBuffer(piece.size());
    try {
      piece.writeTo(new BufferSink(octets));
      return octets;
    } catch (RuntimeException | Error e) {
      octets.release();
      throw e;
    }
  }

  private void fetchNext() {
    if (channel.isWritable()) {
      writable();
    }
  }

  private void failed(Failure why) {
    fetching = false;
    if (why == Failure.BUSY && channel.isActive() && refusals++ < MOST_REFUSALS) {
      // The client has half of its reply: better late than cut.
      writable();
    } else {
      end(false);
    }
  }

  private void end(boolean complete) {
    if (!over) {
      over = true;
      ending.ended(complete);
    }
  }
}
