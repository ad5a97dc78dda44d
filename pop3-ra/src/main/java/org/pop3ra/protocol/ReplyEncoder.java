package org.pop3ra.protocol;

import java.util.Base64;

/**
 * The only place that knows status indicators, line ends, the terminator and their limits. Replies
 * are printable ASCII: nothing that a text contains can end a line and so forge a second reply.
 */
public final class ReplyEncoder {
  /** RFC 1939 section 3: the first line of a reply, and RFC 2449 section 5, a line of CAPA. */
  private static final int MAX_LINE = 512;

  private ReplyEncoder() {}

  /**
   * Encodes a whole reply.
   *
   * @throws IllegalArgumentException if a line is not printable ASCII or too long
   */
  public static byte[] encode(Reply reply) {
    Octets out = new Octets(64);
    if (reply instanceof Reply.Lines lines) {
      lines(lines, out);
    } else if (reply instanceof Reply.Challenge challenge) {
      challenge(challenge, out);
    } else {
      firstLine(reply, out);
    }
    return out.take();
  }

  /** Appends the first line of a reply. */
  public static void firstLine(Reply reply, Octets out) {
    int start = out.size();
    if (reply instanceof Reply.Ok ok) {
      out.append("+OK ").append(ok.text().english());
    } else if (reply instanceof Reply.Facts facts) {
      out.append("+OK ").append(facts.facts());
    } else if (reply instanceof Reply.Err err) {
      out.append("-ERR ");
      err.code().ifPresent(code -> out.append("[").append(code.code()).append("] "));
      out.append(err.text().english());
    } else if (reply instanceof Reply.Lines lines) {
      out.append("+OK ").append(lines.text().english());
    } else if (reply instanceof Reply.Greeting greeting) {
      out.append("+OK ").append(greeting.text().english());
      out.append(" ").append(greeting.timestamp());
    }
    limit(out.crlf(), start);
  }

  /** Appends the line that ends a multi-line reply; the line before it is complete. */
  public static void terminator(Octets out) {
    out.octet('.').crlf();
  }

  /** RFC 5034 section 4: of any length, and with the space also if it is empty. */
  private static void challenge(Reply.Challenge reply, Octets out) {
    out.append("+ ").append(Base64.getEncoder().encodeToString(reply.octets())).crlf();
  }

  private static void lines(Reply.Lines reply, Octets out) {
    firstLine(reply, out);
    for (String line : reply.lines()) {
      int start = out.size();
      if (line.startsWith(".")) {
        out.octet('.');
      }
      limit(out.append(line).crlf(), start);
    }
    terminator(out);
  }

  private static void limit(Octets out, int start) {
    if (out.size() - start > MAX_LINE) {
      throw new IllegalArgumentException("a line of a reply has at most 512 octets");
    }
  }
}
