package org.pop3ra.protocol;

/**
 * Finds where TOP stops: after the header, the empty line and so many lines of the body (RFC 1939
 * section 7). Reads canonical content, where each LF ends a line. Used by one thread at a time.
 */
public final class TopLines {
  private final int headerOctets;
  private int linesLeft;
  private long seen;

  public TopLines(int headerOctets, int lines) {
    this.headerOctets = headerOctets;
    this.linesLeft = lines;
  }

  /** How many of the next {@code length} octets of the message are wanted. */
  public int wanted(byte[] content, int length) {
    int at = (int) Math.min(length, Math.max(0, headerOctets - seen));
    while (at < length && linesLeft > 0) {
      if (content[at++] == '\n') {
        linesLeft--;
      }
    }
    seen += at;
    return at;
  }

  /** How many octets could be wanted at most. */
  public int mostWanted() {
    return linesLeft > 0 ? Integer.MAX_VALUE : (int) Math.max(0, headerOctets - seen);
  }

  /** Whether nothing more is wanted. */
  public boolean isDone() {
    return linesLeft == 0 && seen >= headerOctets;
  }
}
