package org.pop3ra.lmtp;

/** The character classes of RFC 5321 section 4.1.2, widened by RFC 6531 section 3.3. */
final class Characters {
  private static final String ATEXT_SPECIALS = "!#$%&'*+-/=?^_`{|}~";

  private Characters() {}

  static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean hexDigit(int c) {
    return digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  static boolean letterOrDigit(int c) {
    return digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /** A part of a character outside ASCII; the line was found well-formed before. */
  static boolean beyond(int c) {
    return c > 0x7F;
  }

  static boolean atext(int c) {
    return letterOrDigit(c) || beyond(c) || (c > 0 && ATEXT_SPECIALS.indexOf(c) >= 0);
  }

  static boolean ascii(String text) {
    return text.chars().noneMatch(Characters::beyond);
  }
}
