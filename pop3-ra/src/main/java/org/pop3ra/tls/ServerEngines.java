package org.pop3ra.tls;

import static java.util.Objects.requireNonNull;

import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;

/**
 * Makes the engine for each connection of one protocol.
 *
 * @param engines asked for each connection, so that a new certificate counts from the next one on;
 *     must not block
 * @param mayBlock whether a handshake may have to wait for something, as for the word of somebody
 *     else about a client's certificate
 */
public record ServerEngines(Supplier<? extends Engines> engines, Terms terms, boolean mayBlock) {

  public ServerEngines {
    requireNonNull(engines, "engines is null");
    requireNonNull(terms, "terms is null");
  }

  /** An engine for the server's side of one connection. Thread-safe. */
  public SSLEngine engine() {
    return engines.get().engine(terms);
  }
}
