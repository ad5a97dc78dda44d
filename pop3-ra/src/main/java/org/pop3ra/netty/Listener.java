package org.pop3ra.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import org.pop3ra.session.Client;
import org.pop3ra.session.Conversation;

/**
 * The listening sockets of one service and their connections.
 *
 * <ul>
 *   <li>{@link #bind} takes the ports; connections are taken only after {@link #accept}.
 *   <li>{@link #close} ends everything in order, and returns when nothing is left or the time is
 *       over.
 * </ul>
 *
 * Thread-safe. Everything of Netty's is done on event loops, so that the calling threads, which are
 * the container's, keep nothing of it.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells of failures through the pipeline.
public final class Listener {
  private static final int BACKLOG = 4096;
  private static final int LEAST_READ = 128;

  /** What is read first where that is a command. */
  private static final int COMMAND = 512;

  /** Where it is a client's hello, which fills more than {@link #COMMAND} if it shows a ticket. */
  private static final int HELLO = 2048;

  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(Output.PIECE / 2, Output.PIECE);

  private final Site<?> site;
  private final Map<EventLoop, Sweep> sweeps;
  private final List<Future<?>> ticks;
  private final List<Channel> channels;
  private boolean closed;

  private Listener(Site<?> site, Map<EventLoop, Sweep> sweeps, List<Channel> channels) {
    this.site = site;
    this.sweeps = sweeps;
    this.ticks = ticks(sweeps);
    this.channels = List.copyOf(channels);
  }

  /**
   * Takes the ports, all of them or none.
   *
   * @throws IOException if one cannot be had; the message names it
   */
  public static <L> Listener bind(
      EventLoops loops,
      ListenerSettings settings,
      Function<Client, Conversation<L>> conversations,
      Endpoint<L> endpoint,
      Workers workers)
      throws IOException {
    Site<L> site = new Site<>(settings, conversations, endpoint, workers, System::nanoTime);
    Map<EventLoop, Sweep> sweeps = sweeps(loops, settings.doors());
    List<Channel> channels = new ArrayList<>();
    try {
      for (Door door : settings.doors()) {
        channels.add(bind(loops, site, door, sweeps));
      }
    } catch (IOException e) {
      unbind(channels);
      throw e;
    }
    return new Listener(site, sweeps, channels);
  }

  /** The port of the first door. */
  public int port() {
    return ports().get(0);
  }

  /** The ports it listens on, one for each door, in their order. */
  public List<Integer> ports() {
    return channels.stream()
        .map(channel -> ((InetSocketAddress) channel.localAddress()).getPort())
        .toList();
  }

  /** Takes connections from now on. */
  public void accept() {
    for (Channel channel : channels) {
      channel.eventLoop().execute(() -> channel.config().setAutoRead(true));
    }
  }

  /** How many connections there are, refused ones not counted. */
  public int connections() {
    return site.limits().open();
  }

  /**
   * Gives the ports back, tells every client between two replies that the server goes away, lets
   * replies under way end, and cuts what is left then. Further calls wait for the first. An
   * interrupt makes it cut at once, and is kept for the caller.
   *
   * @param drain for replies under way
   * @param tasks for tasks that still run after that
   * @return false if a task was still running at the end
   */
  public synchronized boolean close(Duration drain, Duration tasks) throws InterruptedException {
    if (closed) {
      return true;
    }
    closed = true;
    unbind(channels);
    try {
      onEachLoop(Sweep::dismiss);
      return site.live().awaitNone(drain) || cut(tasks);
    } catch (InterruptedException e) {
      return cutAtOnce(tasks);
    } finally {
      ticks.forEach(tick -> tick.cancel(false));
    }
  }

  private boolean cut(Duration tasks) throws InterruptedException {
    onEachLoop(Sweep::cut);
    return site.live().awaitNone(tasks);
  }

  private boolean cutAtOnce(Duration tasks) throws InterruptedException {
    try {
      return cut(tasks);
    } finally {
      Thread.currentThread().interrupt();
    }
  }

  private static void unbind(List<Channel> channels) {
    for (Channel channel : channels) {
      CompletableFuture<Void> unbound = new CompletableFuture<>();
      channel
          .eventLoop()
          .execute(() -> channel.close().addListener(done -> unbound.complete(null)));
      unbound.join();
    }
  }

  private void onEachLoop(Consumer<Sweep> what) {
    CompletableFuture<?>[] done =
        sweeps.entrySet().stream()
            .map(
                each ->
                    CompletableFuture.runAsync(() -> what.accept(each.getValue()), each.getKey()))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(done).join();
  }

  private static Map<EventLoop, Sweep> sweeps(EventLoops loops, List<Door> doors) {
    Map<EventLoop, Sweep> sweeps = new HashMap<>();
    for (Door door : doors) {
      loops.all(door).forEach(loop -> sweeps.computeIfAbsent(loop, first -> new Sweep()));
    }
    return sweeps;
  }

  private static List<Future<?>> ticks(Map<EventLoop, Sweep> sweeps) {
    List<Future<?>> ticks = new ArrayList<>();
    sweeps.forEach((loop, sweep) -> ticks.add(EventLoops.tick(loop, sweep::tick)));
    return ticks;
  }

  static <L> ServerBootstrap server(
      EventLoops loops, Site<L> site, Door door, Map<EventLoop, Sweep> sweeps) {
    ServerBootstrap server =
        new ServerBootstrap()
            .group(loops.group(door))
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.AUTO_READ, false)
            // Before listening: accepted sockets get it from this one.
            .option(ChannelOption.SO_RCVBUF, site.settings().receiveBuffer())
            .childOption(ChannelOption.ALLOCATOR, loops.allocator())
            .childOption(ChannelOption.RECVBUF_ALLOCATOR, reads(door, site.settings().mostRead()))
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .childOption(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true);
    loops.transport().configure(server);
    return server.childHandler(
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel child) {
            if (!site.settings().proxyFrom().isEmpty()) {
              child.pipeline().addLast(new ProxyGate(site.settings().proxyFrom()));
            }
            child
                .pipeline()
                .addLast(
                    ConnectionHandler.NAME,
                    new ConnectionHandler<>(site, door, sweeps.get(child.eventLoop())));
          }
        });
  }

  private static Channel bind(
      EventLoops loops, Site<?> site, Door door, Map<EventLoop, Sweep> sweeps) throws IOException {
    CompletableFuture<Channel> bound = new CompletableFuture<>();
    loops.loop().execute(() -> bind(loops, site, door, sweeps, bound));
    return await(bound, door.address());
  }

  // Whatever goes wrong, somebody waits for the end of it.
  private static void bind(
      EventLoops loops,
      Site<?> site,
      Door door,
      Map<EventLoop, Sweep> sweeps,
      CompletableFuture<Channel> bound) {
    try {
      server(loops, site, door, sweeps)
          .bind(door.address())
          .addListener((ChannelFuture done) -> complete(bound, done));
    } catch (RuntimeException | Error e) {
      bound.completeExceptionally(e);
    }
  }

  private static AdaptiveRecvByteBufAllocator reads(Door door, int most) {
    int first = door.implicitTls() ? HELLO : COMMAND;
    AdaptiveRecvByteBufAllocator reads =
        new AdaptiveRecvByteBufAllocator(LEAST_READ, Math.min(first, most), most);
    reads.maxMessagesPerRead(1);
    return reads;
  }

  private static void complete(CompletableFuture<Channel> bound, ChannelFuture done) {
    if (done.isSuccess()) {
      bound.complete(done.channel());
    } else {
      bound.completeExceptionally(done.cause());
    }
  }

  private static Channel await(CompletableFuture<Channel> bound, InetSocketAddress address)
      throws IOException {
    try {
      return bound.join();
    } catch (CompletionException e) {
      throw new IOException(
          "Port %d of %s cannot be had: %s"
              .formatted(address.getPort(), address.getHostString(), e.getCause().getMessage()),
          e.getCause());
    }
  }
}
