package org.pop3ra.netty;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PoolArenaMetric;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The threads that do the network's work, and the memory they share. Idle connections cost them
 * nothing. After {@link #close} none of their threads is left, and nothing of Netty on the
 * caller's.
 *
 * <p>Doors where each connection begins with a handshake have loops of their own, twice as many: a
 * handshake holds its loop for as long as many commands do, and all who wait for that loop would
 * wait beside a processor with nothing to do. Where there are none, most is made with one loop for
 * each processor.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells of failures through the pipeline.
public final class EventLoops implements AutoCloseable {
  static {
    // Before any other class of Netty is touched: looking for better loggers than the JDK's, it
    // trips over those of the application server.
    InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    LeakDetection.offUnlessAskedFor();
  }

  private static final System.Logger LOG = System.getLogger(EventLoops.class.getName());
  private static final Duration TICK = Duration.ofMillis(250);
  private static final int PAGE = 8192;

  /**
   * Chunks of 4 MiB. A chunk that one buffer fills by a quarter is given back to the system with
   * that buffer, and the next one is cleared anew: a piece of a large message is a third of a MiB.
   */
  private static final int MAX_ORDER = 9;

  private static final int TLS_FACTOR = 2;
  private static final int SMALL_CACHE = 64;
  private static final int NORMAL_CACHE = 8;

  private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
  private final Transport transport;
  private final MultiThreadIoEventLoopGroup group;
  private final PooledByteBufAllocator allocator;
  private final int tlsLoops;

  /** Null until a door needs it. */
  private MultiThreadIoEventLoopGroup tls;

  /** As many threads, at least one, and twice as many for doors of implicit TLS. */
  public EventLoops(int loops) {
    this(Transport.best(), loops);
  }

  EventLoops(Transport transport, int loops) {
    this.transport = transport;
    this.group = loops("pop3-net", loops);
    this.tlsLoops = TLS_FACTOR * loops;
    // No heap arenas: sockets want direct memory. Caches for the loops' threads only. An arena
    // keeps a chunk once it was used, so that some loops share theirs.
    this.allocator =
        new PooledByteBufAllocator(
            true, 0, tlsLoops, PAGE, MAX_ORDER, SMALL_CACHE, NORMAL_CACHE, false);
    loop().execute(() -> Finalizers.load(allocator, PAGE << MAX_ORDER));
  }

  /**
   * Runs {@code work} several times a second on one of the loops; it must not block. Until
   * cancelled.
   */
  public Future<?> tick(Runnable work) {
    return tick(loop(), work);
  }

  /** Once, on one of the loops. */
  public void later(Duration delay, Runnable work) {
    group.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    close(EventLoops::awaitGlobalExecutor);
  }

  /** As {@link #close}, but Netty's own thread, which others may use as well, ends later. */
  void closeOwn() {
    close(() -> {});
  }

  private void close(Wait others) {
    List<MultiThreadIoEventLoopGroup> groups = groups();
    groups.forEach(each -> each.shutdownGracefully(0, 5, TimeUnit.SECONDS));
    // Whoever was interrupted before wants an end, not threads that are left behind.
    boolean interrupted = Thread.interrupted();
    try {
      // Told by Netty's own thread: once it is told, that thread is known to have been started.
      for (MultiThreadIoEventLoopGroup each : groups) {
        each.terminationFuture().await(10, TimeUnit.SECONDS);
      }
      others.await();
      awaitThreads();
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      FastThreadLocal.removeAll();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  Transport transport() {
    return transport;
  }

  /** Those for the connections of such a door. */
  MultiThreadIoEventLoopGroup group(Door door) {
    return door.implicitTls() ? tls() : group;
  }

  ByteBufAllocator allocator() {
    return allocator;
  }

  /** Those that were not given back; exact only after {@link #close}, as threads keep some. */
  long buffersInUse() {
    return allocator.metric().directArenas().stream()
        .mapToLong(PoolArenaMetric::numActiveAllocations)
        .sum();
  }

  EventLoop loop() {
    return group.next();
  }

  List<EventLoop> all(Door door) {
    List<EventLoop> loops = new ArrayList<>();
    for (EventExecutor loop : group(door)) {
      loops.add((EventLoop) loop);
    }
    return loops;
  }

  static Future<?> tick(EventLoop loop, Runnable work) {
    return loop.scheduleWithFixedDelay(
        () -> untroubled(work), TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A failure would end the ticking for good. */
  private static void untroubled(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      LOG.log(ERROR, "What is done several times a second failed", e);
    }
  }

  /** A loop that has ended is not yet a thread that has. */
  private void awaitThreads() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join(1000);
    }
  }

  /** Netty's own thread, which tells of the loops' end, ends after a second without work. */
  private static void awaitGlobalExecutor() throws InterruptedException {
    try {
      GlobalEventExecutor.INSTANCE.awaitInactivity(5, TimeUnit.SECONDS);
    } catch (IllegalStateException e) {
      LOG.log(DEBUG, "It was never started", e);
    }
  }

  @FunctionalInterface
  private interface Wait {
    void await() throws InterruptedException;
  }

  private synchronized MultiThreadIoEventLoopGroup tls() {
    if (tls == null) {
      tls = loops("pop3-net-tls", tlsLoops);
    }
    return tls;
  }

  private synchronized List<MultiThreadIoEventLoopGroup> groups() {
    return tls == null ? List.of(group) : List.of(group, tls);
  }

  private BalancedLoops loops(String name, int count) {
    return new BalancedLoops(count, new RememberingFactory(name), transport.handlers());
  }

  private final class RememberingFactory extends DefaultThreadFactory {
    RememberingFactory(String name) {
      super(name);
    }

    @Override
    protected Thread newThread(Runnable work, String name) {
      Thread thread = super.newThread(work, name);
      threads.add(thread);
      return thread;
    }
  }
}
