package org.pop3ra.connector;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.time.Duration;
import java.util.Optional;
import org.pop3ra.netty.Endpoint;
import org.pop3ra.netty.EndpointUnavailableException;
import org.pop3ra.netty.Listener;
import org.pop3ra.netty.Workers;
import org.pop3ra.session.Outcome.Lane;

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
  private volatile boolean cancelled;
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

  void begin() {
    if (!cancelled) {
      network.workers().submit(this);
    }
  }

  void cancel() {
    cancelled = true;
  }

  @Override
  public Lane lane() {
    return Lane.LOGIN;
  }

  @Override
  public void run() throws EndpointUnavailableException {
    try {
      if (endpoint.call(bean -> service.ready().test(bean, nodeName))) {
        open();
      } else {
        again("the application is not ready", null);
      }
    } catch (EndpointUnavailableException e) {
      throw e;
    } catch (Exception e) {
      again("the application failed", e);
    }
  }

  @Override
  public void refused() {
    again("no bean or no thread could be had", null);
  }

  private void open() {
    if (!cancelled) {
      listener.accept();
      LOG.log(INFO, "{0} takes connections on port {1,number,#}", service.name(), listener.port());
    }
  }

  private void again(String why, Exception cause) {
    if (cancelled) {
      return;
    }
    report(why, cause);
    network.loops().later(PAUSE, this::begin);
  }

  private void report(String why, Exception cause) {
    long now = System.nanoTime();
    if (now - reportedAt >= REPORT_NANOS) {
      reportedAt = now;
      String line = "%s takes no connections yet: %s".formatted(service.name(), why);
      LOG.log(cause == null ? INFO : WARNING, line, cause);
    }
  }
}
