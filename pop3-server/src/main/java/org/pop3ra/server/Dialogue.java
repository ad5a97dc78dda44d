package org.pop3ra.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A short talk with a line protocol, in which every answer must begin as foreseen. */
final class Dialogue implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket = new Socket();
  private final BufferedReader in;

  /** {@code header} is sent before the server says anything; it may be empty. */
  Dialogue(InetAddress address, int port, String header) throws IOException {
    socket.connect(new InetSocketAddress(address, port), PATIENCE_MILLIS);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.getOutputStream().write(header.getBytes(ISO_8859_1));
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
  }

  void say(String line, String expected) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(ISO_8859_1));
    expect(expected);
  }

  void expect(String expected) throws IOException {
    String line = in.readLine();
    while (line != null && line.startsWith("-", 3)) {
      line = in.readLine();
    }
    if (line == null) {
      throw new EOFException("closed by the server");
    }
    if (!line.startsWith(expected)) {
      throw new IOException("unexpected answer: " + line);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
