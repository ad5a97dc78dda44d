package org.pop3ra.session;

import java.time.Duration;
import java.util.function.Predicate;
import org.pop3ra.protocol.Rejection;
import org.pop3ra.spi.MaildropListener;

/** A state of RFC 1939 section 3, or an exchange within one, with what is known in it. */
sealed interface SessionState permits CommandState, Negotiation {

  /** Answers a line, which comes without its end. */
  Outcome<MaildropListener> take(byte[] line, Pop3Session session) throws Rejection;

  /**
   * The octets that a line may have, CRLF included.
   *
   * @param begins whether the line begins with these words, as far as it is known; in any case
   */
  int lineLimit(Predicate<String> begins, Pop3Session session);

  Duration idleLimit(Pop3Session session);

  /** Gives back what the state holds. Idempotent. */
  void release();
}
