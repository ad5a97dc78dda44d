package org.pop3ra.session;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.pop3ra.protocol.Octets;
import org.pop3ra.session.Outcome.After;
import org.pop3ra.session.Outcome.Blocking;
import org.pop3ra.session.Outcome.Failure;
import org.pop3ra.session.Outcome.Later;
import org.pop3ra.session.Outcome.Piece;
import org.pop3ra.session.Outcome.Pieces;
import org.pop3ra.session.Outcome.Reply;
import org.pop3ra.session.Outcome.Stream;

/**
 * Drives a conversation without I/O, for tests: tasks run at once on the caller's thread, waits
 * move a clock. What the network side does over sockets, as simply as it can be said.
 *
 * @param <L> the listener type
 */
public final class Wire<L> {
  private final Conversation<L> conversation;
  private final L listener;
  private final TestClock clock;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private Duration waited = Duration.ZERO;
  private long deadlineNanos;
  private Outcome.StartTls<L> handshake;
  private boolean closed;

  public Wire(Conversation<L> conversation, L listener, TestClock clock) {
    this.conversation = requireNonNull(conversation, "conversation is null");
    this.listener = requireNonNull(listener, "listener is null");
    this.clock = requireNonNull(clock, "clock is null");
    carryOut(conversation.open());
    renewDeadline();
  }

  /** The client sends these octets in one piece. */
  public void send(byte[] octets) {
    ByteBuffer input = ByteBuffer.wrap(octets);
    if (handshake != null && input.hasRemaining()) {
      // No record of TLS, whatever it is.
      close();
    }
    while (!closed && input.hasRemaining()) {
      Outcome<L> outcome = conversation.receive(input);
      if (outcome instanceof Outcome.More && input.hasRemaining()) {
        throw new AssertionError("more input is asked for, and some is left");
      }
      carryOut(outcome);
      if (!(outcome instanceof Outcome.More)) {
        renewDeadline();
      }
      if (handshake != null && input.hasRemaining()) {
        close();
      }
    }
  }

  /** The client makes the handshake that the server waits for. */
  public void startTls() {
    startTls(TlsSessions.anonymous());
  }

  /** The same with an outcome of its own. */
  public void startTls(TlsSession outcome) {
    if (handshake == null) {
      throw new AssertionError("the server does not wait for a handshake");
    }
    Outcome.StartTls<L> made = handshake;
    handshake = null;
    carryOut(made.then().apply(outcome));
    renewDeadline();
  }

  /** The client shuts its output. */
  public void shutdownOutput() {
    if (handshake != null) {
      close();
    }
    if (!closed) {
      carryOut(conversation.endOfInput());
    }
  }

  /** The connection is gone. */
  public void drop() {
    close();
  }

  /** The server goes away. */
  public void shutDown() {
    if (!closed) {
      carryOut(conversation.dismiss(Dismissal.SHUTDOWN));
    }
  }

  /** Looks at the clock, as the network side does with a timer. */
  public void tick() {
    if (!closed && clock.getAsLong() - deadlineNanos >= 0) {
      carryOut(conversation.dismiss(Dismissal.IDLE));
    }
  }

  /** All that the server said since this was asked last. */
  public byte[] takeOutput() {
    byte[] octets = output.toByteArray();
    output.reset();
    return octets;
  }

  /** {@link #takeOutput} as text. */
  public String takeText() {
    return new String(takeOutput(), StandardCharsets.ISO_8859_1);
  }

  public boolean isClosed() {
    return closed;
  }

  /** How long the conversation made the client wait, in all. */
  public Duration waited() {
    return waited;
  }

  /** The limit counts from the end of a reply, not from each octet of a slow client. */
  private void renewDeadline() {
    deadlineNanos = clock.getAsLong() + conversation.idleLimit().toNanos();
  }

  private void carryOut(Outcome<L> first) {
    Outcome<L> outcome = first;
    while (outcome != null) {
      outcome = step(outcome);
    }
  }

  private Outcome<L> step(Outcome<L> outcome) {
    if (outcome instanceof Reply<L> reply) {
      say(reply);
      return null;
    }
    if (outcome instanceof Outcome.StartTls<L> start) {
      output.writeBytes(start.octets());
      handshake = start;
      return null;
    }
    if (outcome instanceof Blocking<L> blocking) {
      return run(blocking);
    }
    if (outcome instanceof Stream<L> stream) {
      output.writeBytes(stream.first());
      return stream(stream.pieces());
    }
    if (outcome instanceof Later<L> later) {
      waited = waited.plus(later.delay());
      clock.advance(later.delay());
      return later.then().get();
    }
    return null;
  }

  private void say(Reply<L> reply) {
    output.writeBytes(reply.octets());
    if (reply.after() == After.CLOSE) {
      close();
    }
  }

  private Outcome<L> run(Blocking<L> blocking) {
    try {
      return blocking.task().run(listener).get();
    } catch (Exception e) {
      return blocking.task().failed(Failure.BROKEN);
    }
  }

  private Outcome<L> stream(Pieces<L> pieces) {
    try {
      Piece piece;
      do {
        piece = pieces.next(listener);
        output.writeBytes(octets(piece));
      } while (!piece.last());
      return pieces.ended(true);
    } catch (Exception e) {
      Outcome<L> last = pieces.ended(false);
      close();
      return last instanceof Reply ? null : last;
    }
  }

  static byte[] octets(Piece piece) {
    Octets octets = new Octets(piece.size());
    piece.writeTo(octets);
    if (octets.size() == 0) {
      throw new AssertionError("an empty piece");
    }
    return octets.take();
  }

  private void close() {
    closed = true;
    handshake = null;
    conversation.abandon();
  }
}
