package org.pop3ra.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import java.util.Random;
import java.util.zip.CRC32;

/**
 * A message to deliver, without the first line, which says to whom it goes.
 *
 * @param data stuffed, and ended by the line with the dot; nobody may change it
 * @param length the octets before stuffing
 * @param digest of those octets
 */
public record Message(byte[] data, int length, long digest) {
  static final String ANYBODY = "*";
  private static final String HEADER = "From: sender@bench.example\r\nSubject: bench\r\n\r\n";
  private static final int LONGEST_LINE = 76;
  private static final int LINES_TO_AN_EMPTY_ONE = 16;
  private static final int LINES_TO_A_DOT = 48;

  public Message {
    requireNonNull(data, "data is null");
  }

  /** Text of about so many octets; the same for the same seed. */
  public static Message random(int octets, long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(octets + 2 * LONGEST_LINE).append(HEADER);
    StringBuilder stuffed = new StringBuilder(text);
    while (text.length() < octets) {
      String line = line(random);
      stuffed.append(line.startsWith(".") ? "." : "").append(line);
      text.append(line);
    }
    byte[] content = text.toString().getBytes(ISO_8859_1);
    byte[] data = stuffed.append(".\r\n").toString().getBytes(ISO_8859_1);
    return new Message(data, content.length, digest(content));
  }

  /** All that follows DATA; whom or what it is for is one word. */
  byte[] to(String owner) {
    byte[] mark = mark(owner, length, digest).getBytes(ISO_8859_1);
    byte[] octets = new byte[mark.length + data.length];
    System.arraycopy(mark, 0, octets, 0, mark.length);
    System.arraycopy(data, 0, octets, mark.length, data.length);
    return octets;
  }

  static String mark(String owner, long length, long digest) {
    return Content.MARK + owner + " " + length + " " + Long.toHexString(digest) + "\r\n";
  }

  private static long digest(byte[] content) {
    CRC32 digest = new CRC32();
    digest.update(content);
    return digest.getValue();
  }

  /** Full lines for the most part; some empty ones, some that start with a dot, 8-bit octets. */
  private static String line(Random random) {
    if (random.nextInt(LINES_TO_AN_EMPTY_ONE) == 0) {
      return "\r\n";
    }
    StringBuilder line = new StringBuilder(LONGEST_LINE + 2);
    line.append(random.nextInt(LINES_TO_A_DOT) == 0 ? "." : "");
    for (long letters = 0; line.length() < LONGEST_LINE; letters >>= 5) {
      letters = letters == 0 ? random.nextLong() >>> 1 : letters;
      line.append((letters & 31) == 31 ? '\u00e4' : (char) ('A' + (letters & 31)));
    }
    return line.append("\r\n").toString();
  }
}
