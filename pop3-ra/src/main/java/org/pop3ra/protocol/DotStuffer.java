package org.pop3ra.protocol;

/**
 * Makes the wire form of a message: canonical content in, dot-stuffed octets out, in pieces of any
 * size (RFC 1939 section 3). Only CRLF ends a line: canonical content has no other line ends. Used
 * by one thread at a time.
 */
public final class DotStuffer {

  /** Where the next octet stands. A message starts with a line: its first octet may be a dot. */
  private enum At {
    LINE_START,
    AFTER_CR,
    IN_LINE
  }

  private final boolean needed;
  private At at = At.LINE_START;

  /**
   * {@code needed} is false if no line of the message starts with a dot: then it is only copied.
   */
  public DotStuffer(boolean needed) {
    this.needed = needed;
  }

  /**
   * The wire form of the first {@code length} octets of {@code content}, which follow those of the
   * last call. Not copied: nobody may change them any more.
   */
  public StuffedOctets stuff(byte[] content, int length) {
    StuffedOctets stuffed = new StuffedOctets(content, length);
    if (needed) {
      findDots(content, length, stuffed);
    }
    skip(content, length);
    return stuffed;
  }

  private void skip(byte[] content, int length) {
    for (int i = Math.max(0, length - 2); i < length; i++) {
      at = after(content[i]);
    }
  }

  /** Appends the terminator, on a line of its own whatever the content ended with. */
  public void end(Octets out) {
    if (at != At.LINE_START) {
      out.crlf();
    }
    ReplyEncoder.terminator(out);
  }

  private void findDots(byte[] content, int length, StuffedOctets found) {
    for (int dot = firstDot(content, length); dot < length; dot = nextDot(content, dot, length)) {
      found.dotBefore(dot);
    }
  }

  private int firstDot(byte[] content, int length) {
    boolean startsLine = at == At.LINE_START && length > 0 && content[0] == '.';
    return startsLine ? 0 : nextDot(content, 0, length);
  }

  /** The next dot after an index that starts a line: the pair that was found may lack its CR. */
  private int nextDot(byte[] content, int index, int length) {
    int dot = DotLines.next(content, index + 1, length);
    while (dot < length && !followsCr(content, dot)) {
      dot = DotLines.next(content, dot + 1, length);
    }
    return dot;
  }

  private boolean followsCr(byte[] content, int dot) {
    return dot == 1 ? at == At.AFTER_CR : content[dot - 2] == '\r';
  }

  private At after(byte octet) {
    if (octet == '\n' && at == At.AFTER_CR) {
      return At.LINE_START;
    }
    return octet == '\r' ? At.AFTER_CR : At.IN_LINE;
  }
}
