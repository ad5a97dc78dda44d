package org.pop3ra.connector;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;

/**
 * The activations of one adapter. The network exists while there is one; it is made at the first
 * and closed at the last. Thread-safe; ends are idempotent.
 */
final class Activations {

  /** Puts a service together from what is shared. */
  interface Services {
    Service<?> on(Network network);
  }

  /** Both are the container's, and come back at the deactivation. */
  record Key(MessageEndpointFactory factory, ActivationSpec spec) {}

  private final ConcurrentMap<Key, Activation> active = new ConcurrentHashMap<>();
  private Network network;
  private int users;

  void begin(Key key, Services services, Settings settings, Executor threads)
      throws ResourceException {
    if (active.containsKey(key)) {
      throw new ResourceException("This endpoint is active already");
    }
    Network shared = join(threads, settings);
    boolean begun = false;
    try {
      active.put(key, Activation.begin(services.on(shared), settings, key.factory(), shared));
      begun = true;
    } finally {
      if (!begun) {
        leave();
      }
    }
  }

  /** When it returns nothing is left, also if another thread is the one that ended it. */
  void end(Key key) {
    Activation activation = active.get(key);
    if (activation == null) {
      return;
    }
    synchronized (activation) {
      if (active.get(key) == activation) {
        end(key, activation);
      }
    }
  }

  private void end(Key key, Activation activation) {
    try {
      activation.close();
    } finally {
      try {
        leave();
      } finally {
        // Last: who does not find it may take for granted that it is gone.
        active.remove(key, activation);
      }
    }
  }

  void endAll() {
    List.copyOf(active.keySet()).forEach(this::end);
  }

  /** The one of that key, or null. */
  Activation get(Key key) {
    return active.get(key);
  }

  private synchronized Network join(Executor threads, Settings settings) throws ResourceException {
    if (users == 0) {
      network = Network.open(threads, settings);
    }
    users++;
    return network;
  }

  private synchronized void leave() {
    users--;
    if (users == 0) {
      network.close();
      network = null;
    }
  }
}
