package org.pop3ra.connector;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pop3ra.netty.Door;
import org.pop3ra.netty.Endpoint;
import org.pop3ra.netty.EndpointUnavailableException;
import org.pop3ra.netty.Listener;
import org.pop3ra.netty.Workers;
import org.pop3ra.session.Outcome.Lane;
import org.pop3ra.spi.Reception;

/**
 * Asks the application again and again whether it can serve, holding no thread in between, and then
 * lets the listener take connections. Never gives up: a database may come back tomorrow.
 */
final class Opening<L> implements Workers.Job {
  private static final System.Logger LOG = System.getLogger(Opening.class.getName());
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final long REPORT_NANOS = Duration.ofSeconds(30).toNanos();

  private final Service<L> service;
  private final Optional<String> nodeName;
  private final Endpoint<L> endpoint;
  private final Listener listener;
  private final Network network;
  private volatile Reception reception;
  private volatile boolean cancelled;
  private boolean asking;
  private volatile long reportedAt = System.nanoTime() - REPORT_NANOS;

  Opening(
      Service<L> service,
      Optional<String> nodeName,
      Endpoint<L> endpoint,
      Listener listener,
      Network network) {
    this.service = service;
    this.nodeName = nodeName;
    this.endpoint = endpoint;
    this.listener = listener;
    this.network = network;
  }

  /** Once; {@code reception} is what the application may close when it is open. */
  void begin(Reception reception) {
    this.reception = reception;
    submit();
  }

  private void submit() {
    if (!cancelled) {
      network.workers().submit(this);
    }
  }

  /** Asks no more, and waits for a question that is being asked; not longer than {@code limit}. */
  synchronized void cancel(Duration limit) throws InterruptedException {
    cancelled = true;
    long deadline = System.nanoTime() + limit.toNanos();
    while (asking) {
      long millis = (deadline - System.nanoTime()) / 1_000_000;
      if (millis <= 0) {
        LOG.log(
            WARNING, "{0} closes while the application is asked if it is ready", service.name());
        return;
      }
      wait(millis);
    }
  }

  @Override
  public Lane lane() {
    return Lane.LOGIN;
  }

  @Override
  public void run() throws EndpointUnavailableException {
    if (mayAsk()) {
      try {
        ask();
      } finally {
        asked();
      }
    }
  }

  @Override
  public void refused() {
    again("no bean or no thread could be had", null);
  }

  @Override
  public void broken(Throwable why) {
    again("it could not be asked", why);
  }

  private synchronized boolean mayAsk() {
    asking = !cancelled;
    return asking;
  }

  private synchronized void asked() {
    asking = false;
    notifyAll();
  }

  private void ask() throws EndpointUnavailableException {
    try {
      if (endpoint.call(this::opens)) {
        open();
      } else {
        again("the application is not ready", null);
      }
    } catch (EndpointUnavailableException e) {
      throw e;
    } catch (Exception | Error e) {
      // An error, too: what the application lacks today it may have tomorrow.
      again("the application failed", e);
    }
  }

  private boolean opens(L bean) {
    boolean ready = service.ready().test(bean, nodeName);
    if (ready) {
      service.opening().accept(bean, reception);
    }
    return ready;
  }

  private void open() {
    if (!cancelled) {
      listener.accept();
      LOG.log(INFO, "{0} takes connections on {1}", service.name(), ports());
    }
  }

  /** Such as: port 1110, port 1995 (TLS). */
  private String ports() {
    List<String> words = new ArrayList<>();
    for (int door = 0; door < listener.ports().size(); door++) {
      boolean implicit = service.network().doors().get(door).start() == Door.Start.IMPLICIT;
      words.add("port " + listener.ports().get(door) + (implicit ? " (TLS)" : ""));
    }
    return String.join(", ", words);
  }

  private void again(String why, Throwable cause) {
    if (cancelled) {
      return;
    }
    report(why, cause);
    network.loops().later(PAUSE, this::submit);
  }

  private void report(String why, Throwable cause) {
    long now = System.nanoTime();
    if (now - reportedAt >= REPORT_NANOS) {
      reportedAt = now;
      String line = "%s takes no connections yet: %s".formatted(service.name(), why);
      LOG.log(cause == null ? INFO : WARNING, line, cause);
    }
  }
}
