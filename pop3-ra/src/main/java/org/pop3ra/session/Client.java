package org.pop3ra.session;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;

/**
 * The other end of a connection.
 *
 * @param address where it comes from
 * @param secure whether TLS protects the connection
 */
public record Client(InetAddress address, boolean secure) {
  public Client {
    requireNonNull(address, "address is null");
  }
}
