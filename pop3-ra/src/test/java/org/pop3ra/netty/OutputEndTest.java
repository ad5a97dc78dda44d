package org.pop3ra.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.DuplexChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On sockets of epoll; of others the end is Netty's own. */
@SuppressWarnings("FutureReturnValueIgnored") // It is what the future of the task returns.
class OutputEndTest {
  private EventLoops loops;
  private Socket client;
  private DuplexChannel accepted;

  @BeforeEach
  void connect() throws Exception {
    assumeThat(Epoll.isAvailable()).isTrue();
    loops = new EventLoops(1);
    CompletableFuture<Channel> child = new CompletableFuture<>();
    client = new Socket(InetAddress.getLoopbackAddress(), listen(child).getPort());
    accepted = (DuplexChannel) child.get(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() throws Exception {
    if (loops != null) {
      client.close();
      loops.close();
    }
  }

  @Test
  void isSeenByTheClient() throws Exception {
    assertThat(onTheLoop(() -> OutputEnd.of(accepted)).isSuccess()).isTrue();

    client.setSoTimeout(10_000);
    assertThat(client.getInputStream().read()).isEqualTo(-1);
  }

  /** In one task, so that nothing else tells the channel of it before. */
  @Test
  void isNotTriedOnceTheClientHasResetTheConnection() throws Exception {
    ChannelFuture end =
        onTheLoop(
            () -> {
              client.setSoLinger(true, 0);
              client.close();
              return OutputEnd.of(accepted);
            });

    assertThat(end.isCancelled()).isTrue();
  }

  @Test
  void isNotTriedOnASocketThatIsClosed() throws Exception {
    accepted.close().sync();

    assertThat(onTheLoop(() -> OutputEnd.of(accepted)).isCancelled()).isTrue();
  }

  private InetSocketAddress listen(CompletableFuture<Channel> child) throws InterruptedException {
    ServerBootstrap server =
        new ServerBootstrap()
            .group(loops.group(Door.inTheClear(new InetSocketAddress(0))))
            .channel(EpollServerSocketChannel.class)
            .childOption(ChannelOption.AUTO_READ, false)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.eventLoop().execute(() -> child.complete(channel));
                  }
                });
    ChannelFuture bound = server.bind(InetAddress.getLoopbackAddress(), 0).sync();
    return (InetSocketAddress) bound.channel().localAddress();
  }

  private ChannelFuture onTheLoop(Callable<ChannelFuture> work) throws Exception {
    return accepted.eventLoop().submit(work).get(10, TimeUnit.SECONDS);
  }
}
