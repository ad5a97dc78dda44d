package org.pop3ra.protocol;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Cuts input into lines. A partial line is kept, within the limit; a line over the limit is dropped
 * unbuffered up to its end and reported there, once. Between lines it holds no buffer, and the
 * input may be read past it. Used by one thread at a time.
 */
public final class LineFramer {
  private static final byte[] NOTHING = {};
  private static final int FIRST_CAPACITY = 64;

  /** What ends a line. */
  public enum Ends {
    /** POP3: a bare LF does as well. */
    CRLF_OR_LF,
    /** LMTP: only CRLF; a bare LF is a part of the line (RFC 5321 section 2.3.8). */
    CRLF
  }

  /** What was found. */
  public enum Event {
    /** No end of line yet; all of the input was consumed. */
    INCOMPLETE,
    /** A line: {@link #line} has it. */
    LINE,
    /** The end of a line that is over the limit. */
    TOO_LONG,
    /** A line so long that its end is not awaited: the connection should be closed. */
    FLOOD
  }

  private final Ends ends;
  private final int maxDiscarded;
  private byte[] partial = NOTHING;
  private int size;
  private byte[] line = NOTHING;

  /** Octets dropped of an over-long line; 0 if none is being dropped. */
  private int dropped;

  private boolean afterCr;

  public LineFramer(Ends ends, int maxDiscarded) {
    this.ends = requireNonNull(ends, "ends is null");
    this.maxDiscarded = maxDiscarded;
  }

  /**
   * Consumes input up to the end of the line, or all of it.
   *
   * @param limit the octets that the line may have, its end included
   */
  public Event next(ByteBuffer input, int limit) {
    int start = input.position();
    boolean ended = skipToEnd(input);
    int length = input.position() - start;
    if (dropped > 0 || size + length > limit || (!ended && size + length == limit)) {
      return drop(length, ended);
    }
    keep(input, start, length);
    return ended ? complete() : Event.INCOMPLETE;
  }

  /**
   * Whether the line that the input is a part of begins with this, as far as it is there.
   *
   * @param word in upper-case ASCII; matches in any case
   */
  public boolean begins(String word, ByteBuffer input) {
    int known = Math.min(word.length(), size + input.remaining());
    for (int i = 0; i < known; i++) {
      byte octet = i < size ? partial[i] : input.get(input.position() + i - size);
      if (octet != word.charAt(i) && octet != Character.toLowerCase(word.charAt(i))) {
        return false;
      }
    }
    return known == word.length();
  }

  /** The line found last, without its end. Taken once. */
  public byte[] line() {
    byte[] taken = line;
    line = NOTHING;
    return taken;
  }

  private boolean skipToEnd(ByteBuffer input) {
    while (input.hasRemaining()) {
      byte octet = input.get();
      if (octet == '\n' && (afterCr || ends == Ends.CRLF_OR_LF)) {
        afterCr = false;
        return true;
      }
      afterCr = octet == '\r';
    }
    return false;
  }

  private Event drop(int length, boolean ended) {
    dropped += size + length;
    size = 0;
    partial = NOTHING;
    if (dropped > maxDiscarded) {
      return Event.FLOOD;
    }
    if (!ended) {
      return Event.INCOMPLETE;
    }
    dropped = 0;
    return Event.TOO_LONG;
  }

  private void keep(ByteBuffer input, int start, int length) {
    if (partial.length - size < length) {
      int doubled = Math.max(FIRST_CAPACITY, partial.length * 2);
      partial = Arrays.copyOf(partial, Math.max(doubled, size + length));
    }
    input.get(start, partial, size, length);
    size += length;
  }

  private Event complete() {
    int end = size - 1;
    if (end > 0 && partial[end - 1] == '\r') {
      end--;
    }
    line = Arrays.copyOf(partial, end);
    size = 0;
    partial = NOTHING;
    return Event.LINE;
  }
}
