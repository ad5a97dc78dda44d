package org.pop3ra.lmtp;

import java.util.function.IntPredicate;

/** A place in a command line. The grammars move it, and only forwards. */
final class Cursor {
  /** What {@link #peek} sees behind the last character. */
  static final int END = -1;

  private final String text;
  private int at;

  Cursor(String text) {
    this.text = text;
  }

  int peek() {
    return at < text.length() ? text.charAt(at) : END;
  }

  boolean atEnd() {
    return at == text.length();
  }

  /** Moves behind {@code wanted} if that is the next character. */
  boolean take(char wanted) {
    boolean there = peek() == wanted;
    if (there) {
      at++;
    }
    return there;
  }

  /** Moves behind {@code wanted}, in any case of letters, if that is next. */
  boolean take(String wanted) {
    boolean there = text.regionMatches(true, at, wanted, 0, wanted.length());
    if (there) {
      at += wanted.length();
    }
    return there;
  }

  /** The characters from here on that {@code wanted} holds for; perhaps none. */
  String takeWhile(IntPredicate wanted) {
    int start = at;
    while (!atEnd() && wanted.test(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }
}
