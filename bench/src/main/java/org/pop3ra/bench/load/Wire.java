package org.pop3ra.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocket;

/**
 * A connection. Clients come from fifty addresses, so that a limit for each address does not decide
 * the result.
 */
final class Wire implements AutoCloseable {
  private static final Handshakes HANDSHAKES = new Handshakes();
  private static final byte[] SERVER = {127, 0, 0, 1};
  private static final int ADDRESSES = 50;
  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket;
  private final OutputStream out;
  private final boolean resumed;

  private Wire(Socket socket, boolean resumed) throws IOException {
    this.socket = socket;
    this.resumed = resumed;
    out = socket.getOutputStream();
  }

  /** Connects; what comes is read from {@code input}. */
  static Wire connect(int port, Security security, int client, Input input) throws IOException {
    long begin = System.currentTimeMillis();
    Socket socket = socket(port, 0, 1 + client % ADDRESSES);
    boolean resumed = false;
    if (security != Security.NONE) {
      SSLSocket tls = HANDSHAKES.over(socket, security, client);
      // A resumed session is as old as the one that it continues.
      resumed = tls.getSession().getCreationTime() < begin;
      socket = tls;
    }
    requireNonNull(input, "input is null").attach(socket.getInputStream());
    return new Wire(socket, resumed);
  }

  boolean resumed() {
    return resumed;
  }

  void send(String octets) throws IOException {
    send(octets.getBytes(ISO_8859_1));
  }

  void send(byte[] octets) throws IOException {
    out.write(octets);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** A connection from 127.0.{@code third}.{@code last}. */
  static Socket socket(int port, int third, int last) throws IOException {
    byte[] from = {127, 0, (byte) third, (byte) last};
    Socket socket = new Socket();
    try {
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(from), 0));
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(
          new InetSocketAddress(InetAddress.getByAddress(SERVER), port), PATIENCE_MILLIS);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
