package org.pop3ra.lmtp;

/**
 * Finds the end of DATA and takes the stuffed dots away (RFC 5321 section 4.5.2), on the raw
 * octets: only CRLF begins a line and only CRLF.CRLF ends the data, the CRLF of the DATA command
 * itself counting as the first. A dot after a bare CR or LF is an octet like any other.
 */
final class DataReader {
  private enum State {
    LINE_START,
    IN_LINE,
    AFTER_CR,
    /** A dot at the start of a line; whether it is a stuffed one is not known yet. */
    DOT,
    /** The same with a CR. */
    DOT_CR
  }

  private static final byte CR = '\r';
  private static final byte LF = '\n';

  private State state = State.LINE_START;
  private boolean ended;

  /** Whether the data has ended: nothing more may be read. */
  boolean ended() {
    return ended;
  }

  /**
   * Passes on what belongs to the message, of the first {@code length} octets, until it ends or the
   * sink overflows.
   *
   * @return how many octets were read
   */
  int read(byte[] octets, int length, OctetSink sink) {
    int at = 0;
    while (at < length && !ended && !sink.overflowing()) {
      int end = state == State.IN_LINE ? nextCr(octets, at, length) : at;
      if (end > at) {
        at = sink.accept(octets, at, end);
      } else {
        ended = ends(octets[at++], sink);
      }
    }
    return at;
  }

  /** Up to there nothing means anything, once a line has begun. */
  private static int nextCr(byte[] octets, int from, int to) {
    int at = from;
    while (at < to && octets[at] != CR) {
      at++;
    }
    return at;
  }

  private boolean ends(byte octet, OctetSink sink) {
    switch (state) {
      case LINE_START -> lineStart(octet, sink);
      case IN_LINE -> inLine(octet, sink);
      case AFTER_CR -> afterCr(octet, sink);
      case DOT -> afterDot(octet, sink);
      case DOT_CR -> {
        if (octet == LF) {
          return true;
        }
        sink.accept(CR);
        afterCr(octet, sink);
      }
    }
    return false;
  }

  private void lineStart(byte octet, OctetSink sink) {
    if (octet == '.') {
      state = State.DOT;
    } else {
      inLine(octet, sink);
    }
  }

  private void inLine(byte octet, OctetSink sink) {
    sink.accept(octet);
    state = octet == CR ? State.AFTER_CR : State.IN_LINE;
  }

  private void afterCr(byte octet, OctetSink sink) {
    inLine(octet, sink);
    if (octet == LF) {
      state = State.LINE_START;
    }
  }

  private void afterDot(byte octet, OctetSink sink) {
    if (octet == CR) {
      state = State.DOT_CR;
    } else {
      inLine(octet, sink);
    }
  }
}
