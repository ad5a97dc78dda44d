package org.pop3ra.netty;

import java.util.HashSet;
import java.util.Set;
import org.pop3ra.session.Dismissal;

/**
 * The connections of one listener on one event loop, looked at several times a second: so that time
 * limits cost a waiting connection one number instead of a timer. Everything here runs on that
 * event loop.
 */
final class Sweep {
  private final Set<Exchange<?>> exchanges = new HashSet<>();
  private boolean closing;

  /** False if the listener is closing and takes no more. */
  boolean add(Exchange<?> exchange) {
    return !closing && exchanges.add(exchange);
  }

  void remove(Exchange<?> exchange) {
    exchanges.remove(exchange);
  }

  void tick() {
    for (Exchange<?> exchange : snapshot()) {
      exchange.tick();
    }
  }

  /** Takes no more, and asks those who are there to go. */
  void dismiss() {
    closing = true;
    for (Exchange<?> exchange : snapshot()) {
      exchange.dismiss(Dismissal.SHUTDOWN);
    }
  }

  void cut() {
    for (Exchange<?> exchange : snapshot()) {
      exchange.cut();
    }
  }

  /** What is done with an exchange may remove it. */
  private Exchange<?>[] snapshot() {
    return exchanges.toArray(new Exchange<?>[0]);
  }
}
