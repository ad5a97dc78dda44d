package org.pop3ra.deployed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** An LMTP client that shows what is on the wire. */
public final class LmtpClient implements AutoCloseable {

  private final Wire wire;

  LmtpClient(InetAddress address, int port) throws IOException {
    this(new Wire(address, port));
  }

  /** One that is connected, and has made its handshake if there is one. */
  LmtpClient(Socket socket) throws IOException {
    this(new Wire(socket));
  }

  private LmtpClient(Wire wire) throws IOException {
    this.wire = wire;
    expect(reply(), "220");
    expect(send("LHLO client.example"), "250");
  }

  /**
   * Delivers one message and insists on success for every recipient; one without a domain is at
   * {@code example.org}.
   */
  public void deliver(String message, String... recipients) throws IOException {
    envelope(recipients);
    for (String reply : data(message, recipients.length)) {
      expect(reply, "250");
    }
  }

  /** As {@link #deliver}, by BDAT (RFC 3030), so many octets at a time; nothing is stuffed. */
  public void deliverInChunks(String message, int chunk, String... recipients) throws IOException {
    envelope(recipients);
    for (int at = 0; at < message.length(); at += chunk) {
      String octets = message.substring(at, Math.min(message.length(), at + chunk));
      wire.write("BDAT " + octets.length() + "\r\n" + octets);
      expect(reply(), "250");
    }
    wire.write("BDAT 0 LAST\r\n");
    for (int i = 0; i < recipients.length; i++) {
      expect(reply(), "250");
    }
  }

  private void envelope(String... recipients) throws IOException {
    expect(send("MAIL FROM:<sender@example.net>"), "250");
    for (String recipient : recipients) {
      String domain = recipient.contains("@") ? "" : "@example.org";
      expect(send("RCPT TO:<" + recipient + domain + ">"), "250");
    }
  }

  /** Sends DATA and a message, stuffed here, and returns one reply for each accepted recipient. */
  public List<String> data(String message, int recipients) throws IOException {
    expect(send("DATA"), "354");
    String stuffed = message.startsWith(".") ? "." + message : message;
    wire.write(stuffed.replace("\r\n.", "\r\n..").getBytes(ISO_8859_1));
    wire.write(message.endsWith("\r\n") ? ".\r\n" : "\r\n.\r\n");
    List<String> replies = new ArrayList<>();
    for (int i = 0; i < recipients; i++) {
      replies.add(reply());
    }
    return replies;
  }

  /** Sends one command and returns its reply. */
  public String send(String command) throws IOException {
    wire.write(command + "\r\n");
    return reply();
  }

  /** A whole reply; its lines are joined by a line feed. */
  public String reply() throws IOException {
    String line = wire.line();
    return line.startsWith("-", 3) ? line + "\n" + reply() : line;
  }

  private static void expect(String reply, String code) {
    if (!reply.startsWith(code)) {
      throw new AssertionError("expected " + code + ": " + reply);
    }
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }
}
