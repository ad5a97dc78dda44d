package org.pop3ra.netty;

import static java.lang.System.Logger.Level.DEBUG;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.ImmediateExecutor;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * The server's side of TLS on one connection. Beyond what Netty does:
 *
 * <ul>
 *   <li>Octets that are no TLS close the connection at the first of them, without a word: they were
 *       sent in the clear, by somebody who may not be the client.
 *   <li>A client that begins a second handshake is closed (RFC 9325 section 3.5); TLS 1.3 has none.
 *   <li>What comes after our own end is passed on undeciphered, to be counted and dropped: an
 *       engine of BoringSSL's takes any of it for the client's end.
 *   <li>While a worker has the engine, the connection can be lost or closed without it: an engine
 *       of the JDK is locked then, and whoever asks it for anything has to wait.
 * </ul>
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells of failures through the pipeline.
final class TlsHandler extends SslHandler {
  private static final System.Logger LOG = System.getLogger(TlsHandler.class.getName());

  /** The content type of the record that a handshake begins with (RFC 8446 section 5.1). */
  private static final int HANDSHAKE = 22;

  private final BooleanSupplier withWorker;
  private boolean begun;
  private boolean refused;
  private boolean ended;

  private TlsHandler(SSLEngine engine, Executor tasks, BooleanSupplier withWorker) {
    super(engine, tasks);
    this.withWorker = withWorker;
  }

  /** One that does all on the event loop. */
  static TlsHandler of(SSLEngine engine) {
    return new TlsHandler(engine, ImmediateExecutor.INSTANCE, () -> false);
  }

  /** One whose engine gives to workers what may block. */
  static TlsHandler of(SSLEngine engine, DelegatedTasks tasks) {
    return new TlsHandler(engine, tasks, tasks::areUnderWay);
  }

  /**
   * Says close_notify behind all that was said (RFC 8446 section 6.1). Only for who listens to
   * nothing any more.
   */
  ChannelFuture end() {
    ended = true;
    return closeOutbound();
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out)
      throws SSLException {
    if (ended) {
      out.add(in.readRetainedSlice(in.readableBytes()));
    } else {
      decipher(ctx, in, out);
    }
  }

  private void decipher(ChannelHandlerContext ctx, ByteBuf in, List<Object> out)
      throws SSLException {
    if (!begun && in.isReadable()) {
      begun = true;
      refused = in.getUnsignedByte(in.readerIndex()) != HANDSHAKE;
    }
    if (refused) {
      refuse(ctx, in, "octets in the clear where a handshake was due");
    } else {
      super.decode(ctx, in, out);
      refused = !ended && isAnotherHandshake();
      if (refused) {
        refuse(ctx, in, "a second handshake");
      }
    }
  }

  @Override
  public void close(ChannelHandlerContext ctx, ChannelPromise promise) throws Exception {
    if (withWorker.getAsBoolean()) {
      ctx.close(promise);
    } else {
      super.close(ctx, promise);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    if (withWorker.getAsBoolean()) {
      ctx.fireChannelInactive();
    } else {
      super.channelInactive(ctx);
    }
  }

  private boolean isAnotherHandshake() {
    return handshakeFuture().isSuccess() && isAnother(engine().getHandshakeStatus());
  }

  private boolean isAnother(HandshakeStatus status) {
    return status != HandshakeStatus.NOT_HANDSHAKING
        && status != HandshakeStatus.FINISHED
        && !engine().isInboundDone()
        && engine().getSession().getProtocol().equals("TLSv1.2");
  }

  /** The context's own close goes past this handler: no alert is sent. */
  private static void refuse(ChannelHandlerContext ctx, ByteBuf in, String why) {
    in.skipBytes(in.readableBytes());
    LOG.log(DEBUG, "Closed: {0}", why);
    ctx.close();
  }
}
