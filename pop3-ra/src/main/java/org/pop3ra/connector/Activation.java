package org.pop3ra.connector;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.pop3ra.netty.Endpoint;
import org.pop3ra.netty.Listener;

/**
 * One message-driven bean's way to the network: a listener, from the moment its port is taken until
 * nothing of it is left.
 */
final class Activation {
  private static final System.Logger LOG = System.getLogger(Activation.class.getName());

  /** For calls that are still running when replies are cut. */
  private static final Duration TASKS = Duration.ofSeconds(15);

  private final String name;
  private final Duration drain;
  private final Listener listener;
  private final Opening<?> opening;
  private boolean closed;

  private Activation(String name, Duration drain, Listener listener, Opening<?> opening) {
    this.name = name;
    this.drain = drain;
    this.listener = listener;
    this.opening = opening;
  }

  /** Takes the port; connections are taken when the application is ready. */
  static <L> Activation begin(
      Service<L> service, Settings settings, MessageEndpointFactory factory, Network network)
      throws ResourceException {
    Endpoint<L> endpoint = new EndpointCalls<>(factory, service.listenerType());
    Listener listener = bind(service, endpoint, network);
    Opening<L> opening = new Opening<>(service, settings.nodeName(), endpoint, listener, network);
    Activation activation = new Activation(service.name(), settings.drain(), listener, opening);
    opening.begin(activation::close);
    return activation;
  }

  List<Integer> ports() {
    return listener.ports();
  }

  int connections() {
    return listener.connections();
  }

  /** Ends everything; a second call waits for the first. An interrupt makes it shorter. */
  synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    cancelOpening();
    try {
      LOG.log(INFO, "{0} closes, {1} connections", name, listener.connections());
      if (!listener.close(drain, TASKS)) {
        LOG.log(WARNING, "{0} closed while the application still works on a call", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.log(WARNING, "{0} was interrupted while it closed", name);
    }
  }

  private void cancelOpening() {
    try {
      opening.cancel(TASKS);
    } catch (InterruptedException e) {
      // Kept, so that the listener is closed without any more patience.
      Thread.currentThread().interrupt();
    }
  }

  private static <L> Listener bind(Service<L> service, Endpoint<L> endpoint, Network network)
      throws ResourceException {
    try {
      return Listener.bind(
          network.loops(), service.network(), service.conversations(), endpoint, network.workers());
    } catch (IOException e) {
      throw new ResourceException(service.name() + " cannot be served: " + e.getMessage(), e);
    }
  }
}
