package org.pop3ra.session;

import static org.pop3ra.protocol.ResponseCode.SYS_PERM;
import static org.pop3ra.protocol.ResponseCode.SYS_TEMP;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.pop3ra.protocol.DotStuffer;
import org.pop3ra.protocol.Octets;
import org.pop3ra.protocol.Reply;
import org.pop3ra.protocol.ReplyEncoder;
import org.pop3ra.protocol.StuffedOctets;
import org.pop3ra.protocol.Text;
import org.pop3ra.protocol.TopLines;
import org.pop3ra.session.Outcome.After;
import org.pop3ra.session.Outcome.Blocking;
import org.pop3ra.session.Outcome.Failure;
import org.pop3ra.session.Outcome.Lane;
import org.pop3ra.session.Outcome.Piece;
import org.pop3ra.spi.Content;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropListener;

/**
 * RETR and TOP (RFC 1939 sections 5 and 7). The first slice is read before anything is said, so
 * that a store that fails at once is told with {@code -ERR}; a message that fits in it needs no
 * more. A store that fails later cuts the connection: a terminator would be a lie.
 */
final class Retrieval implements Outcome.Task<MaildropListener>, Outcome.Pieces<MaildropListener> {
  /** A line end and the terminator. */
  private static final int MOST_AT_END = 5;

  /** What RETR reads at a time of a large message: a call costs as much as many octets. */
  private static final int SLICE = 4 * Content.CHUNK;

  private final Pop3Session session;
  private final boolean whole;
  private final MessageReader reader;
  private final TopLines top;
  private final DotStuffer stuffer;

  private Retrieval(
      Pop3Session session, boolean whole, MessageReader reader, TopLines top, boolean stuffed) {
    this.session = session;
    this.whole = whole;
    this.reader = reader;
    this.top = top;
    stuffer = new DotStuffer(stuffed);
  }

  static Retrieval whole(Pop3Session session, Maildrop maildrop, int index) {
    MessageReader reader = MessageReader.inTurn(maildrop, index);
    // All of the message counts as header: nothing is cut.
    TopLines all = new TopLines(reader.octets(), 0);
    return new Retrieval(session, true, reader, all, maildrop.listing().stuffed(index));
  }

  static Retrieval top(Pop3Session session, Maildrop maildrop, int index, int lines) {
    MessageReader reader = MessageReader.alone(maildrop, index);
    TopLines top = new TopLines(maildrop.listing().headerOctets(index), lines);
    return new Retrieval(session, false, reader, top, maildrop.listing().stuffed(index));
  }

  Outcome<MaildropListener> begin() {
    return known()
        .map(content -> begun(firstPiece(List.of(content))))
        .orElseGet(() -> new Blocking<>(Lane.SLICE, this));
  }

  private Optional<byte[]> known() {
    return whole ? reader.known(session.nanoTime()) : Optional.empty();
  }

  @Override
  public Supplier<Outcome<MaildropListener>> run(MaildropListener listener) {
    try {
      byte[] octets = firstPiece(firstSlice(listener));
      return () -> begun(octets);
    } catch (MaildropException e) {
      return () -> refused(e.reason());
    }
  }

  @Override
  public Outcome<MaildropListener> failed(Failure why) {
    return Answer.of(Reply.err(SYS_TEMP, Text.TRY_LATER));
  }

  @Override
  public Piece next(MaildropListener listener) throws MaildropException {
    MessagePiece piece = piece(slice(listener));
    return piece.isDense() ? piece.gathered() : piece;
  }

  @Override
  public Outcome<MaildropListener> ended(boolean complete) {
    count();
    return complete ? Answer.none() : session.cut(EndReason.CUT_SHORT);
  }

  private List<byte[]> firstSlice(MaildropListener listener) throws MaildropException {
    Optional<byte[]> content = reader.readWithNext(listener, session.nanoTime());
    return content.isPresent() ? List.of(content.get()) : slice(listener);
  }

  private byte[] firstPiece(List<byte[]> slice) {
    byte[] firstLine =
        ReplyEncoder.encode(
            whole ? new Reply.Facts(reader.octets() + " octets") : Reply.ok(Text.FOLLOWS));
    Piece piece = piece(slice);
    Octets out = new Octets(firstLine.length + piece.size());
    piece.writeTo(out.append(firstLine, 0, firstLine.length));
    return out.take();
  }

  private List<byte[]> slice(MaildropListener listener) throws MaildropException {
    return reader.read(listener, Math.min(whole ? SLICE : Content.CHUNK, top.mostWanted()));
  }

  private MessagePiece piece(List<byte[]> slice) {
    List<StuffedOctets> parts = new ArrayList<>(slice.size());
    for (byte[] octets : slice) {
      int length = top.wanted(octets, octets.length);
      reader.advance(length);
      parts.add(stuffer.stuff(octets, length));
    }
    return new MessagePiece(parts, end());
  }

  private Octets end() {
    Octets end = new Octets(MOST_AT_END);
    if (isComplete()) {
      stuffer.end(end);
    }
    return end;
  }

  private boolean isComplete() {
    return top.isDone() || reader.isAtEnd();
  }

  private Outcome<MaildropListener> begun(byte[] octets) {
    if (isComplete()) {
      count();
      return new Outcome.Reply<>(octets, After.CONTINUE);
    }
    return new Outcome.Stream<>(octets, this);
  }

  private Outcome<MaildropListener> refused(MaildropException.Reason reason) {
    return switch (reason) {
      case MESSAGE_GONE -> Answer.of(Reply.err(Text.MESSAGE_GONE));
      case LEASE_LOST -> session.end(EndReason.LEASE_LOST, Reply.err(SYS_TEMP, Text.LEASE_LOST));
      case PERMANENT -> Answer.of(Reply.err(SYS_PERM, Text.OUT_OF_ORDER));
      case CREDENTIALS, IN_USE, CROWDED, CROWDED_OUTSIDE, TEMPORARY, OUTCOME_UNKNOWN ->
          Answer.of(Reply.err(SYS_TEMP, Text.TRY_LATER));
    };
  }

  private void count() {
    if (whole) {
      session.tally().retrieved(reader.position());
    } else {
      session.tally().peeked(reader.position());
    }
  }
}
