package org.pop3ra.spi;

/**
 * Where the adapter receives the clients of one activation. The container closes it by deactivating
 * the endpoint; an application that is taken apart before that, as singletons are on some servers,
 * closes it first. Thread-safe.
 */
@FunctionalInterface
public interface Reception {

  /**
   * Gives the ports back, tells clients between two replies that the server goes away, lets replies
   * under way end within the configured drain time, and cuts what is left. Returns when nothing of
   * it calls the listener any more, which takes as long. Further calls wait for the first and do
   * nothing. Not to be called from a call of the listener: it would wait for itself.
   */
  void close();
}
