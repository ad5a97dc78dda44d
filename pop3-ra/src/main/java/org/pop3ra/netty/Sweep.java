package org.pop3ra.netty;

import static java.lang.System.Logger.Level.ERROR;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.pop3ra.session.Dismissal;

/**
 * The connections of one listener on one event loop, looked at several times a second: so that time
 * limits cost a waiting connection one number instead of a timer. Everything here runs on that
 * event loop.
 */
final class Sweep {
  private static final System.Logger LOG = System.getLogger(Sweep.class.getName());

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
    forEach(Exchange::tick);
  }

  /** Takes no more, and asks those who are there to go. */
  void dismiss() {
    closing = true;
    forEach(exchange -> exchange.dismiss(Dismissal.SHUTDOWN));
  }

  void cut() {
    forEach(Exchange::cut);
  }

  /** One that fails costs itself, and none of the others. */
  private void forEach(Consumer<Exchange<?>> what) {
    for (Exchange<?> exchange : snapshot()) {
      try {
        what.accept(exchange);
      } catch (RuntimeException | Error e) {
        LOG.log(ERROR, "Cut after a failure", e);
        exchange.cut();
      }
    }
  }

  /** What is done with an exchange may remove it. */
  private Exchange<?>[] snapshot() {
    return exchanges.toArray(new Exchange<?>[0]);
  }
}
