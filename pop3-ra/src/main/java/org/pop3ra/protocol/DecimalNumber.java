package org.pop3ra.protocol;

/**
 * The numbers in commands: decimal digits only (RFC 1939 section 3: "message-numbers ... in base
 * 10"). Leading zeros do no harm; a number too large to be one of ours stays too large.
 */
public final class DecimalNumber {

  private DecimalNumber() {}

  /** Its value, or {@link Integer#MAX_VALUE} if it is larger. */
  public static int parse(String digits) throws Rejection {
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        throw Rejection.bad(Text.NOT_A_NUMBER);
      }
      value = Math.min(value * 10 + (c - '0'), Integer.MAX_VALUE);
    }
    return (int) value;
  }
}
