package org.pop3ra.session;

import java.util.List;
import org.pop3ra.protocol.Octets;
import org.pop3ra.protocol.Sink;
import org.pop3ra.protocol.StuffedOctets;
import org.pop3ra.session.Outcome.Piece;

/**
 * The next octets of a message, in the arrays that the store gave. The terminator goes with the
 * last ones: some clients stumble over one that comes alone.
 *
 * @param end empty unless this is the last piece
 */
record MessagePiece(List<StuffedOctets> parts, Octets end) implements Piece {

  /** In so many octets a dot may be added by whoever writes them: each costs as much as a part. */
  private static final int OCTETS_PER_DOT = 64;

  /** Whether it is too much work for the connection's thread, which others share. */
  boolean isDense() {
    return parts.stream().mapToInt(StuffedOctets::dots).sum() > size() / OCTETS_PER_DOT;
  }

  /** The same, put together. */
  Piece gathered() {
    Octets octets = new Octets(size());
    writeTo(octets);
    return new Ready(octets, last());
  }

  @Override
  public int size() {
    return parts.stream().mapToInt(StuffedOctets::size).sum() + end.size();
  }

  @Override
  public boolean last() {
    return end.size() > 0;
  }

  @Override
  public void writeTo(Sink out) {
    parts.forEach(part -> part.copyTo(out));
    end.copyTo(out);
  }
}
