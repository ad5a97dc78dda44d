package org.pop3ra.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The close of a connection: what was said is sent, output is shut, and input is read and dropped
 * until the client closes too, for a short time. Closing at once would answer input that is still
 * on its way with a reset, and a reset makes the client drop what it has not read yet, our last
 * words among it.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells of failures through the pipeline.
final class Farewell {
  static final Duration LINGER = Duration.ofSeconds(2);
  static final Duration SHORT_LINGER = Duration.ofMillis(250);

  /** Time is the limit; this is for those who send as fast as the loopback interface takes it. */
  private static final long MOST_DROPPED = 64 * 1024 * 1024;

  private final Channel channel;
  private final LongSupplier nanoClock;
  private boolean inputEnded;
  private Duration linger;
  private boolean draining;
  private long deadline;
  private long dropped;

  /** {@code linger} is how long to wait for the client's end; zero to close after our words. */
  Farewell(Channel channel, LongSupplier nanoClock, boolean inputEnded, Duration linger) {
    this.channel = channel;
    this.nanoClock = nanoClock;
    this.inputEnded = inputEnded;
    this.linger = linger;
  }

  /** Begins once everything that was said has left. */
  void after(ChannelFuture said) {
    said.addListener(sent -> shutOutput(sent.isSuccess()));
  }

  void received(ByteBuf octets) {
    dropped += octets.readableBytes();
    octets.release();
    if (dropped > MOST_DROPPED) {
      channel.close();
    } else if (draining) {
      channel.read();
    }
  }

  void inputEnded() {
    inputEnded = true;
    if (draining) {
      channel.close();
    }
  }

  /** The server is going away: nobody can wait for long. */
  void hurry() {
    linger = linger.compareTo(SHORT_LINGER) < 0 ? linger : SHORT_LINGER;
    deadline = Math.min(deadline, nanoClock.getAsLong() + SHORT_LINGER.toNanos());
  }

  void tick() {
    if (draining && nanoClock.getAsLong() - deadline >= 0) {
      channel.close();
    }
  }

  private void shutOutput(boolean sent) {
    if (sent && !inputEnded && !linger.isZero() && channel instanceof DuplexChannel duplex) {
      endTls()
          .addListener(told -> OutputEnd.of(duplex).addListener(shut -> drain(shut.isSuccess())));
    } else {
      channel.close();
    }
  }

  /** RFC 8314 section 3.4: close_notify, so that the client knows that nothing was cut off. */
  private Future<?> endTls() {
    TlsHandler tls = channel.pipeline().get(TlsHandler.class);
    return tls == null ? channel.eventLoop().newSucceededFuture(null) : tls.end();
  }

  private void drain(boolean shut) {
    if (!shut || inputEnded) {
      channel.close();
      return;
    }
    draining = true;
    deadline = nanoClock.getAsLong() + linger.toNanos();
    channel.read();
  }
}
