package org.pop3ra.netty;

import static java.lang.System.Logger.Level.DEBUG;
import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslClientHelloHandler;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Refuses a client that names protocols, and not ours (RFC 7301 section 3.2), where the provider of
 * TLS cannot. Reads the ClientHello and passes on all that came.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells of failures through the pipeline.
final class AlpnGate extends SslClientHelloHandler<Boolean> {
  private static final System.Logger LOG = System.getLogger(AlpnGate.class.getName());
  private static final int HANDSHAKE = 22;
  private static final int VERSION_AND_RANDOM = 34;
  private static final int ALPN = 16;

  /** The record of a fatal alert, {@code no_application_protocol}. */
  private static final byte[] ALERT = {21, 3, 3, 0, 2, 2, 120};

  private final String protocol;

  AlpnGate(String protocol) {
    this.protocol = requireNonNull(protocol, "protocol is null");
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
    if (in.isReadable() && in.getUnsignedByte(in.readerIndex()) != HANDSHAKE) {
      // Not for us to say what becomes of it.
      ctx.pipeline().remove(this);
    } else {
      super.decode(ctx, in, out);
    }
  }

  @Override
  protected Future<Boolean> lookup(ChannelHandlerContext ctx, ByteBuf hello) {
    // What is malformed is refused by the provider.
    return ctx.executor().newSucceededFuture(hello == null || accepts(hello.duplicate()));
  }

  @Override
  protected void onLookupComplete(ChannelHandlerContext ctx, Future<Boolean> accepted) {
    if (accepted.getNow()) {
      ctx.pipeline().remove(this);
    } else {
      LOG.log(DEBUG, "Closed: the client wants another protocol");
      ctx.writeAndFlush(Unpooled.wrappedBuffer(ALERT)).addListener(ChannelFutureListener.CLOSE);
    }
  }

  /** RFC 8446 section 4.1.2: what comes behind the header of the handshake message. */
  private boolean accepts(ByteBuf hello) {
    hello.skipBytes(VERSION_AND_RANDOM);
    hello.skipBytes(hello.readUnsignedByte());
    hello.skipBytes(hello.readUnsignedShort());
    hello.skipBytes(hello.readUnsignedByte());
    if (!hello.isReadable()) {
      return true;
    }
    ByteBuf extensions = hello.readSlice(hello.readUnsignedShort());
    while (extensions.isReadable()) {
      int type = extensions.readUnsignedShort();
      ByteBuf extension = extensions.readSlice(extensions.readUnsignedShort());
      if (type == ALPN) {
        return names(extension.readSlice(extension.readUnsignedShort()));
      }
    }
    return true;
  }

  private boolean names(ByteBuf list) {
    boolean found = false;
    while (list.isReadable()) {
      int length = list.readUnsignedByte();
      String name = list.readCharSequence(length, StandardCharsets.ISO_8859_1).toString();
      found |= name.equals(protocol);
    }
    return found;
  }
}
