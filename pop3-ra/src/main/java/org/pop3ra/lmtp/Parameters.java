package org.pop3ra.lmtp;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The grammar of what may follow a path (RFC 5321 section 4.1.2, Mail-parameters). */
final class Parameters {
  private Parameters() {}

  /**
   * All up to the end of the line, in their order; keywords in upper case.
   *
   * @throws Rejection for syntax, or if one occurs twice
   */
  static Map<String, Optional<String>> take(Cursor in) throws Rejection {
    Map<String, Optional<String>> found = new LinkedHashMap<>();
    while (!in.atEnd()) {
      require(in.take(' '));
      String keyword = keyword(in);
      Optional<String> value = in.take('=') ? Optional.of(value(in)) : Optional.empty();
      require(found.putIfAbsent(keyword, value) == null);
    }
    return found;
  }

  private static String keyword(Cursor in) throws Rejection {
    require(in.peek() != '-');
    String keyword = in.takeWhile(c -> Characters.letterOrDigit(c) || c == '-');
    require(!keyword.isEmpty());
    return keyword.toUpperCase(Locale.ROOT);
  }

  private static String value(Cursor in) throws Rejection {
    String value = in.takeWhile(c -> c > ' ' && c != '=');
    require(!value.isEmpty());
    return value;
  }

  private static void require(boolean condition) throws Rejection {
    if (!condition) {
      throw new Rejection(LmtpReply.BAD_ARGUMENT);
    }
  }
}
