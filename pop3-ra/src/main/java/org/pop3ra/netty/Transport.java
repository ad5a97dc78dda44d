package org.pop3ra.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.util.Map;

/**
 * The ways to the kernel. Both notice a dead peer by keepalive probes within 45 seconds. Neither
 * limits how long octets may stay unacknowledged: a client that takes nothing for a while is alive.
 */
enum Transport {
  EPOLL {
    @Override
    IoHandlerFactory handlers() {
      return EpollIoHandler.newFactory();
    }

    @Override
    void configure(ServerBootstrap server) {
      server
          .channel(EpollServerSocketChannel.class)
          .childOption(EpollChannelOption.TCP_KEEPIDLE, KEEP_IDLE_SECONDS)
          .childOption(EpollChannelOption.TCP_KEEPINTVL, KEEP_INTERVAL_SECONDS)
          .childOption(EpollChannelOption.TCP_KEEPCNT, KEEP_COUNT);
    }
  },
  NIO {
    @Override
    IoHandlerFactory handlers() {
      return NioIoHandler.newFactory();
    }

    @Override
    void configure(ServerBootstrap server) {
      server.channel(NioServerSocketChannel.class);
      keepAliveOptions(server);
    }
  };

  static final int KEEP_IDLE_SECONDS = 30;
  static final int KEEP_INTERVAL_SECONDS = 5;
  static final int KEEP_COUNT = 3;

  static Transport best() {
    return Epoll.isAvailable() ? EPOLL : NIO;
  }

  abstract IoHandlerFactory handlers();

  /** Sets the channel type and the options that depend on it. */
  abstract void configure(ServerBootstrap server);

  /**
   * By name: the class that declares these options is in a module that an application server need
   * not show to a deployment.
   */
  private static void keepAliveOptions(ServerBootstrap server) {
    Map<String, Integer> wanted =
        Map.of(
            "TCP_KEEPIDLE", KEEP_IDLE_SECONDS,
            "TCP_KEEPINTERVAL", KEEP_INTERVAL_SECONDS,
            "TCP_KEEPCOUNT", KEEP_COUNT);
    try (SocketChannel probe = SocketChannel.open()) {
      for (SocketOption<?> option : probe.supportedOptions()) {
        if (wanted.containsKey(option.name()) && option.type() == Integer.class) {
          server.childOption(intOption(option), wanted.get(option.name()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("No socket can be opened", e);
    }
  }

  @SuppressWarnings("unchecked")
  private static ChannelOption<Integer> intOption(SocketOption<?> option) {
    return NioChannelOption.of((SocketOption<Integer>) option);
  }
}
