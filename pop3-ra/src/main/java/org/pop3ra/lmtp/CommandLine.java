package org.pop3ra.lmtp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A line cut into verb and argument, once its octets were found to be text. */
record CommandLine(Verb verb, String argument) {

  /**
   * Reads a line without its CRLF. Control characters and ill-formed UTF-8 are refused here, before
   * any grammar sees them. Trailing spaces are tolerated (RFC 5321 section 4.1.1).
   */
  static CommandLine parse(byte[] line) throws Rejection {
    String text = stripTrailing(decode(line));
    if (text.isEmpty() || text.chars().anyMatch(Character::isISOControl)) {
      throw new Rejection(LmtpReply.SYNTAX_ERROR);
    }
    int space = text.indexOf(' ');
    String word = space < 0 ? text : text.substring(0, space);
    Verb verb = Verb.of(word).orElseThrow(() -> new Rejection(LmtpReply.UNKNOWN_COMMAND));
    return new CommandLine(verb, space < 0 ? "" : text.substring(space + 1));
  }

  private static String decode(byte[] line) throws Rejection {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
    } catch (CharacterCodingException e) {
      throw new Rejection(LmtpReply.SYNTAX_ERROR);
    }
  }

  private static String stripTrailing(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }
}
