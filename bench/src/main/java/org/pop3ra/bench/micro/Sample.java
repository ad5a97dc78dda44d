package org.pop3ra.bench.micro;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/** Content to work on: lines of 78 octets, of which every 64th starts with a dot, if wanted. */
final class Sample {
  private static final int LINES_TO_A_DOT = 64;
  private static final String HEADER = "From: sender@bench.example\r\nSubject: bench\r\n\r\n";
  private static final String LINE =
      "The quick brown fox jumps over the lazy dog, again and again, line after li\r\n";

  private Sample() {}

  /** Canonical content: exactly so many octets, the last of which end a line. */
  static byte[] canonical(int length, boolean dots) {
    byte[] octets = lines(length, dots ? "." : "").getBytes(US_ASCII);
    byte[] content = Arrays.copyOf(octets, length);
    content[length - 2] = '\r';
    content[length - 1] = '\n';
    return content;
  }

  /** What LMTP sends for it after DATA: stuffed, and ended. */
  static byte[] data(int length, boolean dots) {
    return (lines(length, dots ? ".." : "") + ".\r\n").getBytes(US_ASCII);
  }

  private static String lines(int length, String dot) {
    StringBuilder text = new StringBuilder(length + LINE.length()).append(HEADER);
    for (int line = 1; text.length() < length; line++) {
      text.append(line % LINES_TO_A_DOT == 0 ? dot : "").append(LINE);
    }
    return text.toString();
  }
}
