package org.pop3ra.lmtp;

import java.util.Map;
import java.util.Optional;
import org.pop3ra.spi.Envelope;

/**
 * What MAIL says: the sender, and the parameters of SIZE (RFC 1870), 8BITMIME (RFC 6152) and
 * SMTPUTF8 (RFC 6531).
 *
 * @param declaredOctets the SIZE parameter, or 0
 */
record MailArguments(Envelope envelope, long declaredOctets) {
  private static final int SIZE_DIGITS = 20;
  private static final int LONG_DIGITS = 18;

  static MailArguments parse(String argument) throws Rejection {
    Cursor in = new Cursor(argument);
    if (!in.take("FROM:")) {
      throw new Rejection(LmtpReply.BAD_ARGUMENT);
    }
    String sender = Path.reverse(in);
    return of(sender, Parameters.take(in));
  }

  private static MailArguments of(String sender, Map<String, Optional<String>> parameters)
      throws Rejection {
    long declaredOctets = 0;
    boolean smtputf8 = false;
    for (Map.Entry<String, Optional<String>> parameter : parameters.entrySet()) {
      Optional<String> value = parameter.getValue();
      switch (parameter.getKey()) {
        case "SIZE" -> declaredOctets = size(value.orElse(""));
        case "BODY" -> checkBody(value.orElse(""));
        case "SMTPUTF8" -> smtputf8 = flag(value);
        default -> throw new Rejection(LmtpReply.UNKNOWN_PARAMETER);
      }
    }
    if (!smtputf8 && !Characters.ascii(sender)) {
      throw new Rejection(LmtpReply.SENDER_NOT_ASCII);
    }
    return new MailArguments(new Envelope(sender, smtputf8), declaredOctets);
  }

  /** RFC 1870 section 3: up to 20 digits; what a long cannot hold is larger than any limit. */
  private static long size(String digits) throws Rejection {
    require(!digits.isEmpty() && digits.length() <= SIZE_DIGITS);
    require(digits.chars().allMatch(Characters::digit));
    return digits.length() <= LONG_DIGITS ? Long.parseLong(digits) : Long.MAX_VALUE;
  }

  /** Both are taken as they come; BINARYMIME is not offered. */
  private static void checkBody(String value) throws Rejection {
    require(
        Characters.ascii(value)
            && (value.equalsIgnoreCase("7BIT") || value.equalsIgnoreCase("8BITMIME")));
  }

  private static boolean flag(Optional<String> value) throws Rejection {
    require(value.isEmpty());
    return true;
  }

  private static void require(boolean condition) throws Rejection {
    if (!condition) {
      throw new Rejection(LmtpReply.BAD_ARGUMENT);
    }
  }
}
