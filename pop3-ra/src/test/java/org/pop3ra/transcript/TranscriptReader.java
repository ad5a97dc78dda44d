package org.pop3ra.transcript;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pop3ra.spi.CanonicalMessage;
import org.pop3ra.transcript.Transcript.Action;
import org.pop3ra.transcript.Transcript.Expect;
import org.pop3ra.transcript.Transcript.Given;
import org.pop3ra.transcript.Transcript.Left;
import org.pop3ra.transcript.Transcript.Login;
import org.pop3ra.transcript.Transcript.Send;
import org.pop3ra.transcript.Transcript.Step;
import org.pop3ra.transcript.Transcript.Turn;

/**
 * Reads transcripts.
 *
 * <pre>
 * # RFC 1939 section 5, LIST          the first line says what is shown
 * &#64;core                               not for a deployed server
 * given maildrop mrose/secret         then its messages:
 *   | 120 octets                      one of just that length
 *   | text                            one of these lines
 *   &gt; Subject: a
 * S: +OK …                            a line from the server ({@link LinePattern})
 * C: USER mrose                       a line to the server; several in a row are one write
 * C~ NOO                              octets to the server without a line end
 * [b] S: +OK …                        the same for a client of another name
 * tls, half-close, drop, closed, cut  ({@link Turn.Kind}), also with [b]
 * login SCRAM-SHA-256 mrose/secret    a client plays AUTH, also with [b]: the last reply follows
 * wait 10m                            any other word is an action of the stage
 * then maildrop mrose: 2              so many messages are there now
 * </pre>
 *
 * Octets that cannot be shown are written as {@link Escapes} says.
 */
public final class TranscriptReader {
  private static final Pattern LINE = Pattern.compile("(?:\\[([a-z]+)\\] )?(C:|S:|C~)(?: (.*))?");
  private static final Pattern TURN =
      Pattern.compile("(?:\\[([a-z]+)\\] )?(tls|half-close|drop|closed|cut)");
  private static final Pattern LOGIN =
      Pattern.compile(
          "(?:\\[([a-z]+)\\] )?login (SCRAM-SHA-\\d+(?:-PLUS)?|CRAM-MD5) ([^/ ]+)/(\\S+)");
  private static final Pattern LEFT = Pattern.compile("then maildrop (\\S+): (\\d+)");
  private static final Pattern LENGTH = Pattern.compile("\\| (\\d+) octets");
  private static final Pattern ACTION = Pattern.compile("[a-z]+( \\S+)*");

  private final String name;
  private final List<String> source;
  private final List<Given> givens = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private boolean coreOnly;
  private int at;

  private TranscriptReader(String name, List<String> source) {
    this.name = name;
    this.source = source;
  }

  /**
   * Reads a transcript.
   *
   * @throws IllegalArgumentException naming file and line, if something is not understood
   */
  public static Transcript read(String name, List<String> source) {
    return new TranscriptReader(name, source).read();
  }

  private Transcript read() {
    check(!source.isEmpty() && source.get(0).startsWith("# "), "the first line is no comment");
    while (at < source.size()) {
      String line = source.get(at++);
      if (!line.isBlank() && !line.startsWith("#")) {
        check(line(line), "this is not understood: " + line);
      }
    }
    check(!steps.isEmpty(), "nothing happens");
    return new Transcript(name, source, source.get(0).substring(2), coreOnly, givens, steps);
  }

  private boolean line(String line) {
    return marker(line)
        || given(line)
        || said(line)
        || turn(line)
        || login(line)
        || left(line)
        || action(line);
  }

  private boolean marker(String line) {
    coreOnly |= line.equals("@core");
    return line.equals("@core");
  }

  private boolean given(String line) {
    if (!line.startsWith("given ")) {
      return false;
    }
    check(steps.isEmpty(), "given comes before everything that happens");
    int number = at;
    List<CanonicalMessage> messages = new ArrayList<>();
    while (at < source.size() && source.get(at).startsWith("  ")) {
      messages.add(message(source.get(at++).strip()));
    }
    givens.add(new Given(number, words(line.substring("given ".length())), messages));
    return true;
  }

  private CanonicalMessage message(String line) {
    Matcher length = LENGTH.matcher(line);
    if (length.matches()) {
      return CanonicalMessage.ofLength(Integer.parseInt(length.group(1)));
    }
    check(line.equals("| text"), "a message is | N octets, or | text");
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    while (at < source.size() && source.get(at).strip().startsWith(">")) {
      String text = source.get(at++).strip().substring(1);
      octets.writeBytes(Escapes.octets(text.startsWith(" ") ? text.substring(1) : text));
      octets.writeBytes(new byte[] {'\r', '\n'});
    }
    return new CanonicalMessage(octets.toByteArray());
  }

  private boolean said(String line) {
    Matcher said = LINE.matcher(line);
    if (!said.matches()) {
      return false;
    }
    String client = client(said);
    String text = said.group(3) == null ? "" : said.group(3);
    switch (said.group(2)) {
      case "C:" -> send(client, Escapes.octets(text + "\\r\\n"));
      case "C~" -> send(client, Escapes.octets(text));
      default -> steps.add(new Expect(at, client, new LinePattern(text)));
    }
    return true;
  }

  /** Lines in a row are one write. */
  private void send(String client, byte[] octets) {
    int last = steps.size() - 1;
    if (last >= 0 && steps.get(last) instanceof Send before && before.client().equals(client)) {
      ByteArrayOutputStream both = new ByteArrayOutputStream();
      both.writeBytes(before.octets());
      both.writeBytes(octets);
      steps.set(last, new Send(before.line(), client, both.toByteArray()));
    } else {
      steps.add(new Send(at, client, octets));
    }
  }

  private boolean turn(String line) {
    Matcher turn = TURN.matcher(line);
    if (!turn.matches()) {
      return false;
    }
    Turn.Kind kind =
        switch (turn.group(2)) {
          case "tls" -> Turn.Kind.TLS;
          case "half-close" -> Turn.Kind.HALF_CLOSE;
          case "drop" -> Turn.Kind.DROP;
          case "cut" -> Turn.Kind.CUT;
          default -> Turn.Kind.CLOSED;
        };
    steps.add(new Turn(at, client(turn), kind));
    return true;
  }

  private boolean login(String line) {
    Matcher login = LOGIN.matcher(line);
    if (login.matches()) {
      steps.add(new Login(at, client(login), login.group(2), login.group(3), login.group(4)));
    }
    return login.matches();
  }

  private boolean left(String line) {
    Matcher left = LEFT.matcher(line);
    if (left.matches()) {
      steps.add(new Left(at, left.group(1), Integer.parseInt(left.group(2))));
    }
    return left.matches();
  }

  private boolean action(String line) {
    if (ACTION.matcher(line).matches() && !line.startsWith("then ")) {
      return steps.add(new Action(at, words(line)));
    }
    return false;
  }

  private static String client(Matcher matcher) {
    return matcher.group(1) == null ? "" : matcher.group(1);
  }

  private static List<String> words(String line) {
    return Stream.of(line.split(" "))
        .map(word -> new String(Escapes.octets(word), StandardCharsets.UTF_8))
        .toList();
  }

  private void check(boolean condition, String what) {
    if (!condition) {
      throw new IllegalArgumentException(name + ":" + at + ": " + what);
    }
  }

  /** For a transcript that stands in a test. */
  public static Transcript read(String text) {
    return read("text", text.lines().toList());
  }
}
