package org.pop3ra.netty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;

/** A client on a plain socket; whatever it waits for comes within ten seconds. */
public final class TestClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket;
  private final InputStream in;

  public TestClient(int port) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** A client that comes from another address of the loopback range. */
  public static TestClient from(String address, int port) throws IOException {
    return new TestClient(
        new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(address), 0));
  }

  public TestClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** In one write. */
  public TestClient send(String octets) throws IOException {
    return send(octets.getBytes(ISO_8859_1));
  }

  public TestClient send(byte[] octets) throws IOException {
    socket.getOutputStream().write(octets);
    return this;
  }

  /** One line without its end; empty at the end of all. */
  public String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int octet = in.read();
    while (octet >= 0 && octet != '\n') {
      line.write(octet);
      octet = in.read();
    }
    return line.toString(ISO_8859_1).stripTrailing();
  }

  /** All that still comes. */
  public byte[] rest() throws IOException {
    return in.readAllBytes();
  }

  public String restAsText() throws IOException {
    return new String(rest(), ISO_8859_1);
  }

  /** Whether the other side ended the connection, and sent nothing before. */
  public boolean closed() throws IOException {
    try {
      return in.read() < 0;
    } catch (SocketException e) {
      return true;
    }
  }

  public TestClient halfClose() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  public Socket socket() {
    return socket;
  }

  /** Goes without a word, by a reset. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
