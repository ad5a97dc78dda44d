package org.pop3ra.lmtp;

/**
 * The grammar of domains and address literals (RFC 5321 sections 4.1.2 and 4.1.3). An underscore
 * counts as a letter: such names are in use, and the server that took the mail from the Internet
 * has accepted them already, so that a refusal here would only bounce the mail.
 */
final class Domain {
  private static final int MAX_LENGTH = 255;

  private Domain() {}

  /** Whether all of {@code text} is an ASCII domain or an address literal. */
  static boolean valid(String text) {
    Cursor in = new Cursor(text);
    return Characters.ascii(text) && !take(in).isEmpty() && in.atEnd();
  }

  /** A domain or an address literal; empty if none is next. */
  static String take(Cursor in) {
    return in.peek() == '[' ? literal(in) : domain(in);
  }

  private static String domain(Cursor in) {
    String text = in.takeWhile(c -> label(c) || c == '-' || c == '.');
    return wellFormed(text) && text.length() <= MAX_LENGTH ? text : "";
  }

  /** Labels are not empty and have no hyphen at either end. */
  private static boolean wellFormed(String domain) {
    char before = '.';
    for (int i = 0; i < domain.length(); i++) {
      char c = domain.charAt(i);
      if (!label(c) && (before == '.' || (c == '.' && before == '-'))) {
        return false;
      }
      before = c;
    }
    return label(before);
  }

  private static boolean label(int c) {
    return Characters.letterOrDigit(c) || c == '_' || Characters.beyond(c);
  }

  private static String literal(Cursor in) {
    in.take('[');
    String address = in.takeWhile(Domain::dcontent);
    return in.take(']') && AddressLiteral.valid(address) ? "[" + address + "]" : "";
  }

  private static boolean dcontent(int c) {
    return c >= 33 && c <= 126 && c != '[' && c != '\\' && c != ']';
  }
}
