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

  /** Whether what {@link #stuff} appends is just what goes in. */
  public boolean copies() {
    return !needed;
  }

  /** Appends the wire form of the first {@code length} octets of {@code content}. */
  public void stuff(byte[] content, int length, Octets out) {
    if (needed) {
      stuffLines(content, length, out);
    } else {
      out.append(content, 0, length);
      skip(content, length);
    }
  }

  /** Takes note of octets that were copied, here or elsewhere. */
  public void skip(byte[] content, int length) {
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

  private void stuffLines(byte[] content, int length, Octets out) {
    int from = 0;
    for (int i = 0; i < length; i++) {
      // Most octets are no dots: what is before one is only looked at then.
      if (content[i] == '.' && startsLine(content, i)) {
        out.append(content, from, i).octet('.');
        from = i;
      }
    }
    out.append(content, from, length);
    skip(content, length);
  }

  private boolean startsLine(byte[] content, int i) {
    return switch (i) {
      case 0 -> at == At.LINE_START;
      case 1 -> content[0] == '\n' && at == At.AFTER_CR;
      default -> content[i - 1] == '\n' && content[i - 2] == '\r';
    };
  }

  private At after(byte octet) {
    if (octet == '\n' && at == At.AFTER_CR) {
      return At.LINE_START;
    }
    return octet == '\r' ? At.AFTER_CR : At.IN_LINE;
  }
}
