package org.pop3ra.session;

import java.time.Duration;
import org.pop3ra.protocol.Command;
import org.pop3ra.protocol.Rejection;
import org.pop3ra.spi.MaildropListener;

/**
 * A state of RFC 1939 section 3, with what is known in it. Each answers every verb in one switch,
 * so that a new verb does not compile before every state has an answer.
 */
sealed interface SessionState permits Authorization, Transaction, Ended {

  Outcome<MaildropListener> answer(Command command, Pop3Session session) throws Rejection;

  /** The octets that a line may have, CRLF included. */
  int lineLimit();

  Duration idleLimit(Pop3Session session);

  /** Gives back what the state holds. Idempotent. */
  void release();
}
