package org.pop3ra.spi;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;

/** A message in canonical form, for tests, with what a listing tells of it. */
public record CanonicalMessage(byte[] octets) {
  public CanonicalMessage {
    requireNonNull(octets, "octets is null");
  }

  /** A message of these lines; each gets a CRLF. */
  public static CanonicalMessage ofLines(String... lines) {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append(line).append("\r\n");
    }
    return new CanonicalMessage(text.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  /** A message of just so many octets: a header, an empty line, and lines of a body. */
  public static CanonicalMessage ofLength(int length) {
    StringBuilder text = new StringBuilder("Subject: test\r\n\r\n");
    if (length < text.length() || length == text.length() + 1) {
      throw new IllegalArgumentException("a message has 17 octets, or 19 and more");
    }
    while (text.length() < length) {
      text.append(line(length - text.length()));
    }
    return new CanonicalMessage(text.toString().getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * A message of some lines, none of them like another, so that nothing can be swapped, left out or
   * repeated unnoticed; one in seven starts with a dot.
   */
  public static CanonicalMessage numbered(int lines) {
    StringBuilder text = new StringBuilder("Subject: test\r\n\r\n");
    for (int i = 0; i < lines; i++) {
      text.append(i % 7 == 0 ? "." : "").append("line ").append(i).append("\r\n");
    }
    return new CanonicalMessage(text.toString().getBytes(StandardCharsets.US_ASCII));
  }

  /** A line of at most 64 octets that does not leave a rest too short for a line of its own. */
  private static String line(int left) {
    int length = left == 65 ? 63 : Math.min(left, 64);
    return "x".repeat(length - 2) + "\r\n";
  }

  /** The octets of the header with the empty line that ends it, or all. */
  public int headerOctets() {
    int start = 0;
    for (int i = 1; i < octets.length; i++) {
      if (octets[i] == '\n' && octets[i - 1] == '\r') {
        if (i - start == 1) {
          return i + 1;
        }
        start = i + 1;
      }
    }
    return octets.length;
  }

  public boolean stuffed() {
    for (int i = 0; i < octets.length; i++) {
      if (octets[i] == '.' && (i == 0 || octets[i - 1] == '\n')) {
        return true;
      }
    }
    return false;
  }
}
