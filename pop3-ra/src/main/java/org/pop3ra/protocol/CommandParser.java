package org.pop3ra.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns a line into a command, or says why it is none: one grammar for all verbs (RFC 1939 section
 * 3; RFC 2449 section 4). Nothing that is ill-formed gets past here.
 */
public final class CommandParser {

  private CommandParser() {}

  /**
   * Parses a line.
   *
   * @param line the line without its end
   */
  public static Command parse(byte[] line) throws Rejection {
    if (line.length == 0) {
      throw Rejection.bad(Text.EMPTY_LINE);
    }
    boolean ascii = checkOctets(line);
    int verbEnd = space(line, 0);
    Verb verb = verb(line, verbEnd);
    String rest = verbEnd == line.length ? "" : text(line, verbEnd + 1, ascii);
    List<String> arguments = verb.verbatim() ? verbatim(rest) : split(rest, verbEnd < line.length);
    if (!verb.takes(arguments.size())) {
      throw Rejection.bad(Text.WRONG_ARGUMENTS);
    }
    return new Command(verb, arguments);
  }

  private static boolean checkOctets(byte[] line) throws Rejection {
    boolean ascii = true;
    for (byte octet : line) {
      if ((octet >= 0 && octet < ' ') || octet == 0x7F) {
        throw Rejection.bad(Text.CONTROL_CHARACTER);
      }
      ascii &= octet >= 0;
    }
    return ascii;
  }

  private static Verb verb(byte[] line, int end) throws Rejection {
    if (end == 0) {
      throw Rejection.bad(Text.STRAY_SPACE);
    }
    Optional<Verb> verb = Verb.spelled(line, end);
    if (verb.isEmpty()) {
      throw Rejection.bad(Text.UNKNOWN_COMMAND);
    }
    return verb.get();
  }

  private static String text(byte[] line, int from, boolean ascii) throws Rejection {
    return ascii
        ? new String(line, from, line.length - from, StandardCharsets.US_ASCII)
        : decode(line, from);
  }

  private static String decode(byte[] line, int from) throws Rejection {
    try {
      ByteBuffer octets = ByteBuffer.wrap(line, from, line.length - from);
      String text = StandardCharsets.UTF_8.newDecoder().decode(octets).toString();
      // The C1 controls, which take two octets.
      if (text.chars().anyMatch(Character::isISOControl)) {
        throw Rejection.bad(Text.CONTROL_CHARACTER);
      }
      return text;
    } catch (CharacterCodingException e) {
      throw Rejection.bad(Text.ILL_FORMED_UTF8);
    }
  }

  /** RFC 1939 section 7, PASS: spaces belong to the password; an empty one is none. */
  private static List<String> verbatim(String rest) {
    return rest.isEmpty() ? List.of() : List.of(rest);
  }

  private static List<String> split(String rest, boolean any) throws Rejection {
    if (!any) {
      return List.of();
    }
    int space = rest.indexOf(' ');
    if (space < 0 && !rest.isEmpty()) {
      return List.of(rest);
    }
    return splitMany(rest, space);
  }

  private static List<String> splitMany(String rest, int firstSpace) throws Rejection {
    List<String> arguments = new ArrayList<>();
    int start = 0;
    for (int end = firstSpace; end >= 0; end = rest.indexOf(' ', start)) {
      arguments.add(argument(rest, start, end));
      start = end + 1;
    }
    arguments.add(argument(rest, start, rest.length()));
    return arguments;
  }

  private static String argument(String rest, int start, int end) throws Rejection {
    if (start == end) {
      throw Rejection.bad(Text.STRAY_SPACE);
    }
    return rest.substring(start, end);
  }

  private static int space(byte[] line, int from) {
    int at = from;
    while (at < line.length && line[at] != ' ') {
      at++;
    }
    return at;
  }
}
