package org.pop3ra.netty;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.pop3ra.session.Conversation;

/**
 * The last handler of a connection's pipeline: counts the connection in and out, and passes on to
 * its {@link Exchange} what the channel reports.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells of failures through the pipeline.
final class ConnectionHandler<L> extends ChannelInboundHandlerAdapter {
  /** In the pipeline. */
  static final String NAME = "connection";

  private static final System.Logger LOG = System.getLogger(ConnectionHandler.class.getName());

  private final Site<L> site;
  private final Door door;
  private final Sweep sweep;
  private InetAddress address;
  private boolean admitted;
  private boolean lingering;
  private Exchange<L> exchange;

  ConnectionHandler(Site<L> site, Door door, Sweep sweep) {
    this.site = site;
    this.door = door;
    this.sweep = sweep;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    Optional<InetAddress> origin = ProxyGate.origin(ctx.channel());
    if (origin.isEmpty()) {
      // The client was gone before we asked who it is.
      ctx.close();
      return;
    }
    address = origin.get();
    admitted = site.admit(address) == Admission.ADMITTED;
    lingering = !admitted && site.refusals().mayLinger();
    Conversation<L> conversation = admitted ? site.conversation(door, address) : site.refusal(door);
    exchange = new Exchange<>(site, door, ctx.channel(), conversation, linger());
    site.live().joined();
    if (sweep.add(exchange)) {
      exchange.start();
    } else {
      ctx.close();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object octets) {
    exchange.received((ByteBuf) octets);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    boolean ended =
        event instanceof ChannelInputShutdownEvent || event == SslCloseCompletionEvent.SUCCESS;
    if (ended && exchange != null) {
      exchange.inputEnded();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (ctx.channel().isWritable() && exchange != null) {
      exchange.writable();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (admitted) {
      admitted = false;
      site.limits().leave(address);
    }
    if (lingering) {
      lingering = false;
      site.refusals().left();
    }
    if (exchange != null) {
      sweep.remove(exchange);
      exchange.lost();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    try {
      if (isPeers(cause)) {
        LOG.log(DEBUG, "Connection lost: {0}", cause.getMessage());
      } else {
        LOG.log(WARNING, "Closed after a failure", cause);
      }
    } finally {
      ctx.close();
    }
  }

  /** Whether the other side or the network did it, as when it breaks the rules of TLS. */
  private static boolean isPeers(Throwable cause) {
    return cause instanceof IOException
        || (cause instanceof DecoderException && cause.getCause() instanceof IOException);
  }

  private Duration linger() {
    if (admitted) {
      return Farewell.LINGER;
    }
    return lingering ? Farewell.SHORT_LINGER : Duration.ZERO;
  }
}
