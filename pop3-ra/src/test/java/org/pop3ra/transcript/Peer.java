package org.pop3ra.transcript;

import java.io.IOException;
import java.util.Optional;

/** The client's end of a connection. */
public interface Peer {

  /** Sends octets; does not mind if the server has closed already. */
  void send(byte[] octets) throws IOException;

  /**
   * Waits for the next line.
   *
   * @return the line with its end, one character for each octet; what there is of it if the server
   *     closed within; empty if it closed before
   */
  Optional<String> readLine() throws IOException;

  /**
   * Makes the client's side of a TLS handshake; all that follows is protected.
   *
   * @throws AssertionError if something came from the server that was not read
   */
  void startTls() throws IOException;

  /**
   * The channel binding {@code tls-server-end-point} (RFC 5929 section 4), as the client sees it.
   * Only after {@link #startTls}.
   */
  byte[] serverEndPoint() throws IOException;

  void shutdownOutput() throws IOException;

  /** Vanishes. */
  void drop() throws IOException;
}
