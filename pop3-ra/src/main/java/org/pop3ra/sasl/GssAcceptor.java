package org.pop3ra.sasl;

/** The server's end of Kerberos: has the keys of the service {@code pop}. Thread-safe. */
@FunctionalInterface
public interface GssAcceptor {

  /** A context for one client. Does not block. */
  GssContext begin();
}
