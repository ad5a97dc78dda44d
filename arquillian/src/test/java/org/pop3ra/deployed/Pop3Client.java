package org.pop3ra.deployed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import org.pop3ra.transcript.SaslClient;

/** A POP3 client that shows what is on the wire; it understands no more than a test needs. */
public final class Pop3Client implements AutoCloseable {

  private final Wire wire;

  Pop3Client(InetAddress address, int port) throws IOException {
    wire = new Wire(address, port);
  }

  Pop3Client(Socket socket) throws IOException {
    wire = new Wire(socket);
  }

  /** To set options on, or to end in ways that a client should not. */
  public Socket socket() {
    return wire.socket();
  }

  /** Sends octets as they are. */
  public void write(String octets) throws IOException {
    wire.write(octets);
  }

  /** Sends one command and returns the first line of its reply. */
  public String send(String command) throws IOException {
    write(command + "\r\n");
    return line();
  }

  /** Sends one command that must succeed. */
  public String ok(String command) throws IOException {
    write(command + "\r\n");
    return ok();
  }

  /** The next line, which must be {@code +OK}. */
  public String ok() throws IOException {
    String line = line();
    if (!line.startsWith("+OK")) {
      throw new AssertionError(line);
    }
    return line;
  }

  public void login(String name, String password) throws IOException {
    ok("USER " + name);
    ok("PASS " + password);
  }

  /** What no script can foresee; the account must have a recoverable secret. */
  void loginByCramMd5(String name, String password) throws IOException, GeneralSecurityException {
    SaslClient exchange = SaslClient.of("CRAM-MD5", name, password, () -> new byte[0]);
    String challenge = send(exchange.command());
    if (!challenge.startsWith("+ ")) {
      throw new AssertionError(challenge);
    }
    ok(exchange.respond(challenge.substring(2)));
  }

  public String line() throws IOException {
    return wire.line();
  }

  /** The lines that follow a {@code +OK} up to the single dot, unstuffed. */
  public List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = line(); !line.equals("."); line = line()) {
      lines.add(line.startsWith(".") ? line.substring(1) : line);
    }
    return lines;
  }

  /** How many messages STAT tells of. */
  int count() throws IOException {
    String[] words = ok("STAT").split(" ", -1);
    return Integer.parseInt(words[1]);
  }

  /** What UIDL tells of all messages. */
  List<String> uniqueIds() throws IOException {
    ok("UIDL");
    return lines().stream().map(line -> line.substring(line.indexOf(' ') + 1)).toList();
  }

  /** A message as it was before stuffing. */
  public byte[] retrieve(int number) throws IOException {
    ok("RETR " + number);
    StringBuilder message = new StringBuilder();
    lines().forEach(line -> message.append(line).append("\r\n"));
    return message.toString().getBytes(ISO_8859_1);
  }

  /** Whether the server closes in good order without another octet. */
  public boolean closed() throws IOException {
    return wire.closed();
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }
}
