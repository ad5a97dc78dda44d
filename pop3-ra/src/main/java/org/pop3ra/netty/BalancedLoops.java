package org.pop3ra.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.EventExecutorChooserFactory.EventExecutorChooser;
import io.netty.util.concurrent.ThreadPerTaskExecutor;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Event loops of which the one with the fewest channels takes the next. A connection stays where it
 * is: taken in turn, short sessions that end in another order would wait for one loop while another
 * one has nothing to do.
 */
final class BalancedLoops extends MultiThreadIoEventLoopGroup {

  BalancedLoops(int loops, ThreadFactory threads, IoHandlerFactory handlers) {
    // The constructor that takes the factory itself hands its arguments on in the wrong order.
    super(loops, new ThreadPerTaskExecutor(threads), BalancedLoops::chooser, handlers);
  }

  @Override
  protected IoEventLoop newChild(Executor executor, IoHandlerFactory handlers, Object... args) {
    return new Loop(this, executor, handlers);
  }

  /** In turn where several have as few. */
  private static EventExecutorChooser chooser(EventExecutor[] loops) {
    AtomicInteger turn = new AtomicInteger();
    return () -> fewest(loops, Math.floorMod(turn.getAndIncrement(), loops.length));
  }

  private static EventExecutor fewest(EventExecutor[] loops, int first) {
    Loop fewest = (Loop) loops[first];
    for (int i = 1; i < loops.length; i++) {
      Loop other = (Loop) loops[(first + i) % loops.length];
      fewest = other.channels() < fewest.channels() ? other : fewest;
    }
    return fewest;
  }

  private static final class Loop extends SingleThreadIoEventLoop {
    private final AtomicInteger channels = new AtomicInteger();
    private final ChannelFutureListener closed = done -> channels.decrementAndGet();

    Loop(IoEventLoopGroup group, Executor executor, IoHandlerFactory handlers) {
      super(group, executor, handlers);
    }

    /** Counted from here, not from when it is registered: of many at once none is until later. */
    @Override
    public ChannelFuture register(Channel channel) {
      channels.incrementAndGet();
      channel.closeFuture().addListener(closed);
      return super.register(channel);
    }

    /** May be called by any thread. */
    int channels() {
      return channels.get();
    }
  }
}
