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
  private static final int MAPPED_LENGTH = 16;
  private static final int MAPPED_IPV4 = 12;

  public Client {
    requireNonNull(address, "address is null");
  }

  /**
   * Whether the client is on this machine: 127.0.0.0/8, ::1, and 127.0.0.0/8 mapped into IPv6 (RFC
   * 4291 section 2.5.5.2).
   */
  public boolean isLocal() {
    byte[] octets = address.getAddress();
    return address.isLoopbackAddress() || (isMapped(octets) && octets[MAPPED_IPV4] == 127);
  }

  private static boolean isMapped(byte[] octets) {
    if (octets.length != MAPPED_LENGTH) {
      return false;
    }
    for (int i = 0; i < MAPPED_IPV4; i++) {
      if (octets[i] != (i < MAPPED_IPV4 - 2 ? 0 : (byte) 0xFF)) {
        return false;
      }
    }
    return true;
  }
}
