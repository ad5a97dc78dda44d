package org.pop3ra.netty;

import io.netty.channel.Channel;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.pop3ra.session.Conversation;
import org.pop3ra.session.Outcome;

/** Goes from outcome to outcome; a bug in the conversation costs its connection only. */
final class Steps<L> {
  private final Channel channel;
  private final Conversation<L> conversation;
  private final UnaryOperator<Outcome<L>> step;
  private boolean running;

  /** {@code step} carries an outcome out; null if something must happen before the next. */
  Steps(Channel channel, Conversation<L> conversation, UnaryOperator<Outcome<L>> step) {
    this.channel = channel;
    this.conversation = conversation;
    this.step = step;
  }

  boolean running() {
    return running;
  }

  void run(Supplier<Outcome<L>> first) {
    running = true;
    try {
      Outcome<L> next = first.get();
      while (next != null) {
        next = step.apply(next);
      }
    } catch (RuntimeException | Error e) {
      // An error, too: memory that is short now may be there for the others in a moment.
      Breakdown.close(channel, conversation::summary, e);
    } finally {
      running = false;
    }
  }
}
