package org.pop3ra.netty;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Function;
import org.pop3ra.session.Client;
import org.pop3ra.session.Conversation;
import org.pop3ra.session.Dismissal;
import org.pop3ra.session.Outcome;
import org.pop3ra.session.Outcome.After;
import org.pop3ra.session.TlsSession;

/** A conversation that begins when the handshake is over (RFC 8314 section 3). */
final class ImplicitTls<L> implements Conversation<L> {
  private static final byte[] NOTHING = {};

  private final Client client;
  private final Function<Client, Conversation<L>> conversations;

  /** Null until the handshake is over. */
  private Conversation<L> begun;

  ImplicitTls(Client client, Function<Client, Conversation<L>> conversations) {
    this.client = client;
    this.conversations = conversations;
  }

  @Override
  public Outcome<L> open() {
    return new Outcome.StartTls<>(NOTHING, this::secured);
  }

  @Override
  public Outcome<L> receive(ByteBuffer input) {
    return begun.receive(input);
  }

  @Override
  public Outcome<L> endOfInput() {
    return begun == null ? close() : begun.endOfInput();
  }

  @Override
  public Outcome<L> dismiss(Dismissal why) {
    return begun == null ? close() : begun.dismiss(why);
  }

  @Override
  public void abandon() {
    if (begun != null) {
      begun.abandon();
    }
  }

  @Override
  public Duration idleLimit() {
    return begun == null ? Handshake.LIMIT : begun.idleLimit();
  }

  @Override
  public String summary() {
    return begun == null ? "no handshake: " + client.address().getHostAddress() : begun.summary();
  }

  private Outcome<L> secured(TlsSession tls) {
    begun = conversations.apply(client.secured(tls));
    return begun.open();
  }

  private static <L> Outcome<L> close() {
    return new Outcome.Reply<>(NOTHING, After.CLOSE);
  }
}
