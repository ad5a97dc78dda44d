package org.pop3ra.netty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.pop3ra.netty.ListenerSettings.Limit;
import org.pop3ra.session.Conversation;
import org.pop3ra.session.TestClock;
import org.pop3ra.tls.ServerEngines;
import org.pop3ra.tls.TestTls;

/**
 * One connection's pipeline without a socket: the client's octets go in, the server's come out.
 * Workers run at once, and waits move the clock.
 */
final class Pipeline<L> {
  private static final Duration STALL = Duration.ofMinutes(5);
  private static final ServerEngines ENGINES = TestTls.engines("localhost");

  private final CountingAllocator memory = new CountingAllocator();
  private final TestClock clock;
  private final Sweep sweep = new Sweep();
  private final EmbeddedChannel channel;

  Pipeline(Conversation<L> conversation, Endpoint<L> endpoint, TestClock clock) {
    this(conversation, endpoint, clock, ENGINES);
  }

  Pipeline(
      Conversation<L> conversation, Endpoint<L> endpoint, TestClock clock, ServerEngines engines) {
    this(conversation, endpoint, clock, workers(), engines);
  }

  Pipeline(Conversation<L> conversation, Endpoint<L> endpoint, TestClock clock, Workers workers) {
    this(conversation, endpoint, clock, workers, ENGINES);
  }

  private Pipeline(
      Conversation<L> conversation,
      Endpoint<L> endpoint,
      TestClock clock,
      Workers workers,
      ServerEngines engines) {
    this.clock = clock;
    Door door = new Door(new InetSocketAddress(0), Door.Start.UPGRADE, Optional.of(engines));
    Site<L> site = new Site<>(settings(door), client -> conversation, endpoint, workers, clock);
    channel = new LoopbackChannel();
    channel.config().setAllocator(memory.allocator());
    channel.freezeTime();
    channel.pipeline().addLast(ConnectionHandler.NAME, new ConnectionHandler<>(site, door, sweep));
    channel.pipeline().fireChannelActive();
    settle();
  }

  void send(byte[] octets) {
    arrive(octets);
    settle();
  }

  /** Without letting any time pass that somebody wants to wait for. */
  void arrive(byte[] octets) {
    if (channel.isActive()) {
      channel.writeInbound(channel.alloc().directBuffer(octets.length).writeBytes(octets));
    }
  }

  void send(String octets) {
    send(octets.getBytes(ISO_8859_1));
  }

  void shutdownOutput() {
    if (channel.isActive()) {
      channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
      settle();
    }
  }

  void drop() {
    channel.close().syncUninterruptibly();
    channel.runPendingTasks();
  }

  void dismiss() {
    sweep.dismiss();
    settle();
  }

  void elapse(Duration time) {
    clock.advance(time);
    sweep.tick();
    settle();
  }

  /** What was sent since it was last asked for. */
  String output() {
    return new String(octets(), ISO_8859_1);
  }

  byte[] octets() {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
      octets.writeBytes(ByteBufUtil.getBytes(next));
      next.release();
    }
    return octets.toByteArray();
  }

  boolean closed() {
    return !channel.isOpen();
  }

  /** Octets of buffers that nobody gave back. */
  long octetsInUse() {
    return memory.octetsInUse();
  }

  EmbeddedChannel channel() {
    return channel;
  }

  /** Runs what is due, and then lets the time pass that somebody wants to wait for. */
  private void settle() {
    runDue();
    for (long next = nextDelay(); next >= 0; next = nextDelay()) {
      clock.advance(Duration.ofNanos(next));
      channel.advanceTimeBy(next, TimeUnit.NANOSECONDS);
      runDue();
    }
  }

  private void runDue() {
    while (channel.hasPendingTasks()) {
      channel.runPendingTasks();
    }
  }

  private long nextDelay() {
    return channel.runScheduledPendingTasks();
  }

  private static Workers workers() {
    return new Workers(Runnable::run, 2, Duration.ofSeconds(10));
  }

  private static ListenerSettings settings(Door door) {
    return new ListenerSettings(
        List.of(door),
        List.of(),
        16_384,
        4096,
        new Limit("most", 10),
        new Limit("mostPerAddress", 0),
        "-ERR\r\n".getBytes(ISO_8859_1),
        STALL);
  }

  /** A client must have an address. */
  private static final class LoopbackChannel extends EmbeddedChannel {
    @Override
    protected SocketAddress remoteAddress0() {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), 50_000);
    }
  }
}
