package org.pop3ra.session;

import org.pop3ra.protocol.Reply;
import org.pop3ra.protocol.ReplyEncoder;
import org.pop3ra.session.Outcome.After;
import org.pop3ra.spi.MaildropListener;

/** Outcomes that say something at once. */
final class Answer {
  private static final byte[] NOTHING = {};

  private Answer() {}

  /** The session goes on. */
  static Outcome<MaildropListener> of(Reply reply) {
    return new Outcome.Reply<>(ReplyEncoder.encode(reply), After.CONTINUE);
  }

  /** The session is over. */
  static Outcome<MaildropListener> last(Reply reply) {
    return new Outcome.Reply<>(ReplyEncoder.encode(reply), After.CLOSE);
  }

  /** The session is over, and there is nothing that may be said. */
  static Outcome<MaildropListener> close() {
    return new Outcome.Reply<>(NOTHING, After.CLOSE);
  }

  /** Everything was said already. */
  static Outcome<MaildropListener> none() {
    return new Outcome.Reply<>(NOTHING, After.CONTINUE);
  }
}
