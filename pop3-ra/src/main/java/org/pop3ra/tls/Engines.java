package org.pop3ra.tls;

import javax.net.ssl.SSLEngine;

/** One set of keys and certificates, in the hands of one provider of TLS. */
public interface Engines {

  /**
   * An engine for the server's side of one connection, which allows what {@link Protection} says.
   * Thread-safe, does not block.
   */
  SSLEngine engine(Terms terms);
}
