package org.pop3ra.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** What comes from a server, line by line or as content. Used by one thread; used again. */
final class Input {
  private static final int TERMINATOR = 3;
  private static final int LINE_END = 2;

  private static final int SMALLEST = 2 * 1024;
  private static final int LARGEST = 64 * 1024;

  private byte[] buffer = new byte[SMALLEST];
  private InputStream in;
  private int from;
  private int to;
  private int line;
  private int lineEnd;

  /** Begins with a new connection; what is left of the last one is forgotten. */
  void attach(InputStream stream) {
    in = requireNonNull(stream, "stream is null");
    from = 0;
    to = 0;
  }

  /** Reads a line, which must end with CRLF. */
  void next() throws IOException {
    int lf = from;
    while (lf == to || buffer[lf] != '\n') {
      lf = lf == to ? more(lf) : lf + 1;
    }
    Fault.unless(lf > from && buffer[lf - 1] == '\r', "a line ends without CR");
    line = from;
    lineEnd = lf - 1;
    from = lf + 1;
  }

  boolean begins(String text) {
    if (lineEnd - line < text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (buffer[line + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  boolean isTerminator() {
    return lineEnd - line == 1 && buffer[line] == '.';
  }

  /** The line, or what {@link #number} left of it. */
  String text() {
    return new String(buffer, line, lineEnd - line, ISO_8859_1);
  }

  /** Takes a number and the space behind it, if there is one, away from the line. */
  long number() throws Fault {
    long number = 0;
    int at = line;
    for (; at < lineEnd && buffer[at] >= '0' && buffer[at] <= '9'; at++) {
      number = 10 * number + buffer[at] - '0';
    }
    Fault.unless(at > line && (at == lineEnd || buffer[at] == ' '), "no number: " + text());
    line = Math.min(lineEnd, at + 1);
    return number;
  }

  /** Takes so many octets away from the line. */
  void skip(int octets) {
    line += octets;
  }

  /** Reads a message up to its terminator, and hands it on without stuffed dots. */
  void content(Content content) throws IOException {
    while (!isEndOfContent()) {
      int dot = Dots.next(buffer, from, to);
      while (dot == to) {
        dot = handOn(content);
      }
      content.accept(buffer, from, dot);
      from = dot;
    }
  }

  /** All but what may belong to the end; returns where the next dot line is, or the end. */
  private int handOn(Content content) throws IOException {
    int most = Math.max(from, to - LINE_END);
    content.accept(buffer, from, most);
    from = most;
    more(to);
    return Dots.next(buffer, from, to);
  }

  /** At the start of a line; a stuffed dot is taken away. */
  private boolean isEndOfContent() throws IOException {
    while (to - from < TERMINATOR) {
      more(to);
    }
    if (buffer[from] != '.') {
      return false;
    }
    boolean end = buffer[from + 1] == '\r' && buffer[from + 2] == '\n';
    Fault.unless(end || buffer[from + 1] == '.', "a dot was not stuffed");
    from += end ? TERMINATOR : 1;
    return end;
  }

  /** The server has closed the connection, and said nothing more. */
  void end() throws IOException {
    Fault.unless(from == to && in.read() < 0, "more than was asked for");
  }

  /** Nothing came that was not asked for. */
  void quiet() throws Fault {
    Fault.unless(from == to, "more than was asked for");
  }

  /** Reads on, and returns where {@code index} is then. */
  private int more(int index) throws IOException {
    int moved = from == to || to == buffer.length ? compact() : 0;
    int octets = in.read(buffer, to, buffer.length - to);
    if (octets < 0) {
      throw new EOFException("the server closed the connection");
    }
    to += octets;
    if (to == buffer.length && to < LARGEST) {
      buffer = Arrays.copyOf(buffer, 2 * to);
    }
    return index - moved;
  }

  private int compact() throws Fault {
    Fault.unless(from == to || from > 0, "an endless line");
    int moved = from;
    System.arraycopy(buffer, from, buffer, 0, to - from);
    to -= moved;
    from = 0;
    return moved;
  }
}
