package org.pop3ra.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BalancedLoopsTest {
  private final BalancedLoops loops =
      new BalancedLoops(3, new DefaultThreadFactory("balanced"), NioIoHandler.newFactory());
  private final List<Channel> open = new ArrayList<>();

  @AfterEach
  void close() throws InterruptedException {
    for (Channel channel : open) {
      channel.close().sync();
    }
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
  }

  @Test
  void channelsAreSpreadEvenly() throws InterruptedException {
    open(9);

    assertThat(List.of(on(0), on(1), on(2))).containsExactly(3L, 3L, 3L);
  }

  @Test
  void aLoopThatHasFewerTakesTheNextOnes() throws InterruptedException {
    open(9);
    closeAllOn(loop(1));

    open(3);

    assertThat(List.of(on(0), on(1), on(2))).containsExactly(3L, 3L, 3L);
  }

  @Test
  void channelsThatComeAllAtOnceAreSpreadEvenly() throws InterruptedException {
    open(9);
    closeAllOn(loop(1));
    CompletableFuture<Void> chosen = new CompletableFuture<>();
    loops.forEach(loop -> loop.execute(chosen::join));

    List<ChannelFuture> registered = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Channel channel = new NioSocketChannel();
      open.add(channel);
      registered.add(loops.register(channel));
    }
    chosen.complete(null);
    for (ChannelFuture each : registered) {
      each.sync();
    }

    assertThat(List.of(on(0), on(1), on(2))).containsExactly(4L, 4L, 4L);
  }

  private void open(int channels) throws InterruptedException {
    for (int i = 0; i < channels; i++) {
      Channel channel = new NioSocketChannel();
      loops.register(channel).sync();
      open.add(channel);
    }
  }

  private void closeAllOn(EventLoop loop) throws InterruptedException {
    for (Channel channel : List.copyOf(open)) {
      if (channel.eventLoop() == loop) {
        channel.close().sync();
        await().until(() -> !channel.isRegistered());
        open.remove(channel);
      }
    }
    // Behind what the loop still had to do for them.
    loop.submit(() -> {}).sync();
  }

  private long on(int index) {
    return open.stream().filter(channel -> channel.eventLoop() == loop(index)).count();
  }

  private EventLoop loop(int index) {
    List<EventLoop> all = new ArrayList<>();
    loops.forEach(loop -> all.add((EventLoop) loop));
    return all.get(index);
  }
}
