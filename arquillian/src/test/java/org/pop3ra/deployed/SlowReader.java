package org.pop3ra.deployed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A session that has asked for its first message and takes it when it likes. */
final class SlowReader implements AutoCloseable {

  private static final byte[] TERMINATOR = "\r\n.\r\n".getBytes(US_ASCII);
  private static final int SMALL_WINDOW = 64 * 1024;

  private final Pop3Client client;
  private final InputStream in;

  /** Logs in and asks; takes nothing of the reply. */
  SlowReader(Server server, String account) throws IOException {
    client = server.login(account, "secret");
    // The kernel shall not take the message in the reader's place.
    client.socket().setReceiveBufferSize(SMALL_WINDOW);
    client.write("RETR 1\r\n");
    in = client.socket().getInputStream();
  }

  /** Takes up to so many octets; returns how many there were. */
  int take(int octets) throws IOException {
    return in.readNBytes(octets).length;
  }

  /** Takes the rest of the reply, and returns its SHA-256. */
  String takeAll() throws IOException {
    MessageDigest digest = sha256();
    byte[] piece = new byte[SMALL_WINDOW];
    byte[] tail = new byte[0];
    while (!Arrays.equals(tail, TERMINATOR)) {
      int length = in.read(piece);
      if (length < 0) {
        throw new EOFException("cut");
      }
      digest.update(piece, 0, length);
      tail = tail(tail, Arrays.copyOf(piece, length));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Ends the session; what was deleted stays so. */
  void quit() throws IOException {
    client.ok("QUIT");
  }

  @Override
  public void close() throws IOException {
    client.close();
  }

  /** As much of the end of both as a terminator is long; a line of the message is never a dot. */
  private static byte[] tail(byte[] before, byte[] piece) {
    byte[] both = Arrays.copyOf(before, before.length + piece.length);
    System.arraycopy(piece, 0, both, before.length, piece.length);
    return Arrays.copyOfRange(both, Math.max(0, both.length - TERMINATOR.length), both.length);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
