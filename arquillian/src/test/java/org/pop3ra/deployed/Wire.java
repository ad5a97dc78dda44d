package org.pop3ra.deployed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;

/** A connection spoken in lines; one character is one octet. Reads give up after a while. */
final class Wire implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;
  private final InputStream in;

  Wire(InetAddress address, int port) throws IOException {
    this(new Socket(address, port));
  }

  Wire(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  Socket socket() {
    return socket;
  }

  void write(String octets) throws IOException {
    write(octets.getBytes(ISO_8859_1));
  }

  void write(byte[] octets) throws IOException {
    socket.getOutputStream().write(octets);
  }

  /** The next line, without its CRLF, which must be there. */
  String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new EOFException("closed after '" + line.toString(ISO_8859_1) + "'");
      }
      line.write(octet);
    }
    String text = line.toString(ISO_8859_1);
    if (!text.endsWith("\r")) {
      throw new AssertionError("a line without CR: " + text);
    }
    return text.substring(0, text.length() - 1);
  }

  /** Whether the other side closes, and in good order, without a further octet. */
  boolean closed() throws IOException {
    try {
      return in.read() < 0;
    } catch (SocketException e) {
      throw new AssertionError("reset instead of closed", e);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
