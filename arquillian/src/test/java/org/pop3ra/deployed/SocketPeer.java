package org.pop3ra.deployed;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.pop3ra.tls.TestTls;
import org.pop3ra.transcript.Peer;

/** A client of a transcript, on a real socket. */
final class SocketPeer implements Peer {

  private static final int PATIENCE_MILLIS = 30_000;

  private final SSLContext context;
  private Socket socket;
  private InputStream in;

  /**
   * Connects.
   *
   * @param context for the handshake, if there is one
   */
  SocketPeer(InetAddress address, int port, SSLContext context) throws IOException {
    this.context = context;
    socket = new Socket(address, port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  @Override
  public void send(byte[] octets) {
    try {
      socket.getOutputStream().write(octets);
    } catch (IOException e) {
      // The server may have closed already; what it said can still be read.
      return;
    }
  }

  @Override
  public Optional<String> readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = in.read(); octet >= 0; octet = in.read()) {
      line.append((char) octet);
      if (octet == '\n') {
        return Optional.of(line.toString());
      }
    }
    return line.isEmpty() ? Optional.empty() : Optional.of(line.toString());
  }

  @Override
  public void startTls() throws IOException {
    SSLSocket secured =
        (SSLSocket)
            context.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
    secured.startHandshake();
    socket = secured;
    in = new BufferedInputStream(secured.getInputStream());
  }

  @Override
  public byte[] serverEndPoint() throws IOException {
    return TestTls.serverEndPoint(((SSLSocket) socket).getSession());
  }

  @Override
  public void shutdownOutput() {
    try {
      socket.shutdownOutput();
    } catch (SocketException e) {
      // As with writing: closed by the server.
      return;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void drop() throws IOException {
    socket.close();
  }
}
