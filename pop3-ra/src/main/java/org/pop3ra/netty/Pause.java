package org.pop3ra.netty;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A wait that holds no thread, and that can be cut short. Confined to the event loop. */
final class Pause {
  private final EventLoop loop;
  private Runnable then;
  private Future<?> timer;

  Pause(EventLoop loop) {
    this.loop = loop;
  }

  /** Runs {@code then} after {@code delay}. One at a time. */
  void begin(Duration delay, Runnable then) {
    this.then = then;
    timer = loop.schedule(this::end, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Runs at once what waits, if something does. */
  void end() {
    Runnable next = then;
    if (next != null) {
      cancel();
      next.run();
    }
  }

  /** What waits is never run. */
  void cancel() {
    then = null;
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
