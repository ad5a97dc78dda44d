package org.pop3ra.netty;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.pop3ra.session.Conversation;
import org.pop3ra.session.Dismissal;
import org.pop3ra.session.Outcome;

/** The conversation with a connection that is one too many: one line, then the close. */
record Refusal<L>(byte[] words) implements Conversation<L> {

  @Override
  public Outcome<L> open() {
    return new Outcome.Reply<>(words, Outcome.After.CLOSE);
  }

  @Override
  public Outcome<L> receive(ByteBuffer input) {
    throw new IllegalStateException("Nothing is received after the close");
  }

  @Override
  public Outcome<L> endOfInput() {
    return close();
  }

  @Override
  public Outcome<L> dismiss(Dismissal why) {
    return close();
  }

  @Override
  public void abandon() {
    // Holds nothing.
  }

  @Override
  public Duration idleLimit() {
    return Duration.ofSeconds(1);
  }

  @Override
  public String summary() {
    return "refused: too many connections";
  }

  private Outcome<L> close() {
    return new Outcome.Reply<>(new byte[0], Outcome.After.CLOSE);
  }
}
