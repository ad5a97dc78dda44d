package org.pop3ra.transcript;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The octets that transcripts cannot show: {@code \r \n \t \0 \\ \<}, {@code \xNN} for any octet,
 * and <code>\{300*abc}</code> for a text three hundred times. All else is UTF-8.
 */
final class Escapes {
  private final String source;
  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
  private int at;

  private Escapes(String source) {
    this.source = source;
  }

  static byte[] octets(String source) {
    Escapes escapes = new Escapes(source);
    while (escapes.at < source.length()) {
      escapes.next();
    }
    return escapes.octets.toByteArray();
  }

  /** The same, one character for each octet. */
  static String text(String source) {
    return new String(octets(source), StandardCharsets.ISO_8859_1);
  }

  private void next() {
    int from = at;
    at = source.offsetByCodePoints(at, 1);
    if (source.charAt(from) == '\\') {
      escape(source.charAt(at++));
    } else {
      octets.writeBytes(source.substring(from, at).getBytes(StandardCharsets.UTF_8));
    }
  }

  private void escape(char c) {
    switch (c) {
      case 'r' -> octets.write('\r');
      case 'n' -> octets.write('\n');
      case 't' -> octets.write('\t');
      case '0' -> octets.write(0);
      case '\\', '<' -> octets.write(c);
      case 'x' -> octets.write(Integer.parseInt(source.substring(at, at += 2), 16));
      case '{' -> repeat();
      default -> throw new IllegalArgumentException("unknown escape \\" + c);
    }
  }

  private void repeat() {
    int star = source.indexOf('*', at);
    int end = source.indexOf('}', star);
    int times = Integer.parseInt(source.substring(at, star));
    byte[] repeated = octets(source.substring(star + 1, end));
    for (int i = 0; i < times; i++) {
      octets.writeBytes(repeated);
    }
    at = end + 1;
  }
}
