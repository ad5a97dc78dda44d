package org.pop3ra.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long to wait for a client: for its next command, and for it to take what is being sent. Asked
 * several times a second.
 */
final class Patience {
  private final Channel channel;
  private final LongSupplier nanoClock;
  private final long stallNanos;
  private long deadline;
  private long unsent;
  private long unsentSince;

  Patience(Channel channel, Duration writeStall, LongSupplier nanoClock) {
    this.channel = channel;
    this.nanoClock = nanoClock;
    this.stallNanos = writeStall.toNanos();
  }

  /** The client may be silent for that long from now. */
  void renew(Duration idleLimit) {
    deadline = nanoClock.getAsLong() + idleLimit.toNanos();
  }

  boolean idleTooLong() {
    return nanoClock.getAsLong() - deadline >= 0;
  }

  /** Whether the client took nothing for too long of what is on its way. */
  boolean stalled() {
    long now = nanoClock.getAsLong();
    long before = unsent;
    unsent = unsentOctets();
    if (unsent == 0 || unsent != before) {
      unsentSince = now;
    }
    return now - unsentSince >= stallNanos;
  }

  /** Whether something was on its way when last asked for {@link #stalled}. */
  boolean sending() {
    return unsent > 0;
  }

  private long unsentOctets() {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    return buffer == null ? 0 : buffer.totalPendingWriteBytes() - buffer.currentProgress();
  }
}
