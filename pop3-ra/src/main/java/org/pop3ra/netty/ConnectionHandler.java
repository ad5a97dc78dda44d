package org.pop3ra.netty;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * The last handler of a connection's pipeline: counts the connection in and out, and passes on to
 * its {@link Exchange} what the channel reports.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells of failures through the pipeline.
final class ConnectionHandler<L> extends ChannelInboundHandlerAdapter {
  private static final System.Logger LOG = System.getLogger(ConnectionHandler.class.getName());

  private final Site<L> site;
  private final Sweep sweep;
  private InetAddress address;
  private boolean admitted;
  private boolean lingering;
  private Exchange<L> exchange;

  ConnectionHandler(Site<L> site, Sweep sweep) {
    this.site = site;
    this.sweep = sweep;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    if (!(ctx.channel().remoteAddress() instanceof InetSocketAddress remote)) {
      // The client was gone before we asked who it is.
      ctx.close();
      return;
    }
    address = remote.getAddress();
    admitted = site.admit(address) == Admission.ADMITTED;
    lingering = !admitted && site.refusals().mayLinger();
    exchange = new Exchange<>(site, ctx.channel(), site.conversation(address, admitted), linger());
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
    if (event instanceof ChannelInputShutdownEvent && exchange != null) {
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
      if (cause instanceof IOException) {
        LOG.log(DEBUG, "Connection lost: {0}", cause.getMessage());
      } else {
        LOG.log(WARNING, "Closed after a failure", cause);
      }
    } finally {
      ctx.close();
    }
  }

  private Duration linger() {
    if (admitted) {
      return Farewell.LINGER;
    }
    return lingering ? Farewell.SHORT_LINGER : Duration.ZERO;
  }
}
