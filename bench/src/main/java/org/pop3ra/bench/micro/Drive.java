package org.pop3ra.bench.micro;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import org.openjdk.jmh.infra.Blackhole;
import org.pop3ra.session.Conversation;
import org.pop3ra.session.Outcome;
import org.pop3ra.session.Outcome.After;
import org.pop3ra.session.Outcome.Piece;

/** Carries out what a conversation wants, on the thread that asks: no sockets, no workers. */
final class Drive<L> {
  private final Conversation<L> conversation;
  private final L listener;
  private final Blackhole hole;
  private final SocketMemory socket = new SocketMemory();

  Drive(Conversation<L> conversation, L listener, Blackhole hole) {
    this.conversation = requireNonNull(conversation, "conversation is null");
    this.listener = requireNonNull(listener, "listener is null");
    this.hole = requireNonNull(hole, "hole is null");
  }

  static ByteBuffer octets(String commands) {
    return ByteBuffer.wrap(commands.getBytes(US_ASCII));
  }

  /** Sends octets, all of which are taken. */
  void say(ByteBuffer input) throws Exception {
    input.rewind();
    while (input.hasRemaining()) {
      carryOut(conversation.receive(input));
    }
  }

  private void carryOut(Outcome<L> first) throws Exception {
    Outcome<L> outcome = first;
    while (!isDone(outcome)) {
      outcome = next(outcome);
    }
  }

  private boolean isDone(Outcome<L> outcome) {
    if (outcome instanceof Outcome.Reply<L> reply) {
      accept(reply);
      return true;
    }
    return outcome instanceof Outcome.More;
  }

  /** No conversation that ends can be measured. */
  private void accept(Outcome.Reply<L> reply) {
    byte[] octets = reply.octets();
    boolean refused = octets.length > 0 && (octets[0] == '-' || octets[0] >= '4');
    if (reply.after() == After.CLOSE || refused) {
      throw new IllegalStateException(new String(octets, US_ASCII));
    }
    hole.consume(octets);
  }

  private Outcome<L> next(Outcome<L> outcome) throws Exception {
    if (outcome instanceof Outcome.Blocking<L> blocking) {
      return blocking.task().run(listener).get();
    }
    if (outcome instanceof Outcome.Stream<L> stream) {
      return stream(stream);
    }
    throw new IllegalStateException("not expected here: " + outcome);
  }

  private Outcome<L> stream(Outcome.Stream<L> stream) throws Exception {
    hole.consume(stream.first());
    Piece piece;
    do {
      piece = stream.pieces().next(listener);
      socket.clear();
      piece.writeTo(socket);
      hole.consume(socket);
    } while (!piece.last());
    return stream.pieces().ended(true);
  }
}
