package org.pop3ra.netty;

import static java.lang.System.Logger.Level.DEBUG;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol.AddressFamily;
import io.netty.util.AttributeKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Holds a connection from a balancer back until its PROXY header (versions 1 and 2) has told whose
 * it is; then it is as if the client had connected itself. Connections from elsewhere pass at once:
 * a header is nothing that they could send. Whatever is no header closes the connection, before
 * anything was spent on it.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells of failures through the pipeline.
final class ProxyGate extends ChannelInboundHandlerAdapter {
  static final Duration LIMIT = Duration.ofSeconds(5);

  private static final System.Logger LOG = System.getLogger(ProxyGate.class.getName());
  private static final AttributeKey<InetAddress> ORIGIN =
      AttributeKey.valueOf(ProxyGate.class, "origin");

  /** More than any balancer sends of extensions, which nobody here reads. */
  private static final int MOST_EXTENSIONS = 4096;

  /** For a client of whom the balancer knows nothing: it is not taken for one of this machine. */
  private static final InetAddress NOBODY = nobody();

  private final List<AddressRange> balancers;
  private Future<?> timer;

  ProxyGate(List<AddressRange> balancers) {
    this.balancers = balancers;
  }

  /** Where a connection comes from; empty if it was gone before it could be asked. */
  static Optional<InetAddress> origin(Channel channel) {
    InetAddress told = channel.attr(ORIGIN).get();
    return told == null ? peer(channel) : Optional.of(told);
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    Optional<InetAddress> peer = peer(ctx.channel());
    if (peer.isPresent() && balancers.stream().anyMatch(range -> range.contains(peer.get()))) {
      ctx.pipeline().addBefore(ctx.name(), null, new HAProxyMessageDecoder(MOST_EXTENSIONS, true));
      timer = ctx.executor().schedule(() -> ctx.close(), LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      ctx.read();
    } else {
      open(ctx);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    HAProxyMessage header = (HAProxyMessage) message;
    try {
      timer.cancel(false);
      if (header.command() == HAProxyCommand.PROXY) {
        ctx.channel().attr(ORIGIN).set(told(ctx.channel(), client(header)));
      }
    } finally {
      header.release();
    }
    open(ctx);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (timer != null) {
      timer.cancel(false);
    }
    // Nobody behind has heard of the connection.
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.log(
        DEBUG, "No PROXY header from {0}: {1}", ctx.channel().remoteAddress(), cause.getMessage());
    ctx.close();
  }

  private void open(ChannelHandlerContext ctx) {
    ctx.fireChannelActive();
    ctx.pipeline().remove(this);
  }

  /** A loopback address that another machine tells of is not one of this machine. */
  private static InetAddress told(Channel channel, InetAddress client) {
    boolean near = peer(channel).filter(InetAddress::isLoopbackAddress).isPresent();
    return client.isLoopbackAddress() && !near ? NOBODY : client;
  }

  /** The decoder has seen to it that the address is one of its family. */
  private static InetAddress client(HAProxyMessage header) {
    AddressFamily family = header.proxiedProtocol().addressFamily();
    try {
      return switch (family) {
        case AF_IPv4, AF_IPv6 ->
            ConnectionLimits.unmapped(InetAddress.getByName(header.sourceAddress()));
        case AF_UNIX, AF_UNSPEC -> NOBODY;
      };
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an address", e);
    }
  }

  private static Optional<InetAddress> peer(Channel channel) {
    SocketAddress remote = channel.remoteAddress();
    return remote instanceof InetSocketAddress socket
        ? Optional.of(socket.getAddress())
        : Optional.empty();
  }

  private static InetAddress nobody() {
    try {
      return InetAddress.getByAddress(new byte[4]);
    } catch (UnknownHostException e) {
      throw new AssertionError("An address has 4 octets", e);
    }
  }
}
