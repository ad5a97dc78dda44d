package org.pop3ra.session;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.util.Optional;
import org.pop3ra.sasl.Channel;

/**
 * The other end of a connection.
 *
 * @param address where it comes from
 * @param tls what protects the connection; empty while nothing does
 * @param startTls whether the server has a certificate for a handshake on this connection, and it
 *     has not been made yet
 */
public record Client(InetAddress address, Optional<TlsSession> tls, boolean startTls) {
  private static final int MAPPED_LENGTH = 16;
  private static final int MAPPED_IPV4 = 12;

  public Client {
    requireNonNull(address, "address is null");
    requireNonNull(tls, "tls is null");
    if (startTls && tls.isPresent()) {
      throw new IllegalArgumentException("TLS cannot be started twice");
    }
  }

  /** A client on a connection without TLS, and without a way to it. */
  public static Client inTheClear(InetAddress address) {
    return new Client(address, Optional.empty(), false);
  }

  /** A client on a connection without TLS, which it can start. */
  public static Client withStartTls(InetAddress address) {
    return new Client(address, Optional.empty(), true);
  }

  /** The same client once its handshake is over. */
  public Client secured(TlsSession session) {
    return new Client(address, Optional.of(session), false);
  }

  /** Whether TLS protects the connection. */
  public boolean secure() {
    return tls.isPresent();
  }

  /** What SASL mechanisms may know of the connection. */
  Channel channel() {
    return tls.<Channel>map(TlsChannel::new).orElse(Channel.CLEARTEXT);
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
