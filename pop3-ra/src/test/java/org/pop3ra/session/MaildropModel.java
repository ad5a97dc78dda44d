package org.pop3ra.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.pop3ra.spi.CanonicalMessage;

/**
 * A maildrop as RFC 1939 sections 5 to 7 describe it, in strings and lists and without a thought of
 * speed: what sessions are compared with. One character is one octet.
 */
final class MaildropModel {

  /** Stands for the words after a status, which are for people. */
  static final String WORDS = "*";

  private static final String OK = "+OK " + WORDS + "\r\n";
  private static final String ERR = "-ERR " + WORDS + "\r\n";

  private record Stored(String uniqueId, String text) {}

  private final Set<Integer> deleted = new HashSet<>();
  private List<Stored> stored = new ArrayList<>();

  MaildropModel(List<CanonicalMessage> messages) {
    for (CanonicalMessage message : messages) {
      String text = new String(message.octets(), ISO_8859_1);
      stored.add(new Stored("id-" + (stored.size() + 1), text));
    }
  }

  /** What is there, session or not. */
  List<String> texts() {
    return stored.stream().map(Stored::text).toList();
  }

  /** The whole reply to one line in the TRANSACTION state; QUIT ends the session. */
  String reply(String line) {
    String[] words = line.split(" ", -1);
    String verb = words[0].toUpperCase(Locale.ROOT);
    return switch (verb + " " + (words.length - 1)) {
      case "STAT 0" -> "+OK " + present().count() + " " + octets() + "\r\n";
      case "LIST 0" -> list(this::sizeLine);
      case "LIST 1" -> one(words[1], n -> "+OK " + sizeLine(n));
      case "UIDL 0" -> list(this::idLine);
      case "UIDL 1" -> one(words[1], n -> "+OK " + idLine(n));
      case "RETR 1" -> one(words[1], n -> OK + stuffed(text(n)) + ".\r\n");
      case "TOP 2" -> top(words[1], words[2]);
      case "DELE 1" -> one(words[1], this::delete);
      case "RSET 0", "NOOP 0", "QUIT 0" -> simple(verb);
      default -> ERR;
    };
  }

  /** The session is over without QUIT. */
  void drop() {
    deleted.clear();
  }

  private String simple(String verb) {
    if (verb.equals("QUIT")) {
      stored = new ArrayList<>(present().mapToObj(n -> stored.get(n - 1)).toList());
    }
    if (!verb.equals("NOOP")) {
      deleted.clear();
    }
    return OK;
  }

  private String delete(int number) {
    deleted.add(number);
    return OK;
  }

  private String top(String number, String count) {
    OptionalInt lines = number(count);
    return lines.isEmpty()
        ? ERR
        : one(number, n -> OK + stuffed(beginning(text(n), lines.getAsInt())) + ".\r\n");
  }

  /** RFC 1939 section 7: the header, the blank line, and so many lines of the body. */
  private static String beginning(String text, int lines) {
    String[] all = text.split("(?<=\r\n)", -1);
    StringBuilder beginning = new StringBuilder();
    boolean body = false;
    int left = lines;
    for (String line : all) {
      if (body && left-- <= 0) {
        return beginning.toString();
      }
      beginning.append(line);
      body |= line.equals("\r\n");
    }
    return beginning.toString();
  }

  /** RFC 1939 section 3. */
  private static String stuffed(String text) {
    return ("\r\n" + text).replace("\r\n.", "\r\n..").substring(2);
  }

  private String one(String number, IntFunction<String> reply) {
    OptionalInt message = number(number);
    return message.isPresent() && present().anyMatch(n -> n == message.getAsInt())
        ? reply.apply(message.getAsInt())
        : ERR;
  }

  private String list(IntFunction<String> line) {
    return OK + present().mapToObj(line).collect(Collectors.joining()) + ".\r\n";
  }

  private String sizeLine(int number) {
    return number + " " + text(number).length() + "\r\n";
  }

  private String idLine(int number) {
    return number + " " + stored.get(number - 1).uniqueId() + "\r\n";
  }

  private int octets() {
    return present().map(n -> text(n).length()).sum();
  }

  private String text(int number) {
    return stored.get(number - 1).text();
  }

  private IntStream present() {
    return IntStream.rangeClosed(1, stored.size()).filter(n -> !deleted.contains(n));
  }

  private static OptionalInt number(String text) {
    if (!text.matches("[0-9]+")) {
      return OptionalInt.empty();
    }
    String digits = text.replaceFirst("^0+(?=.)", "");
    return OptionalInt.of(digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits));
  }
}
