package org.pop3ra.session;

import java.util.function.Predicate;
import org.pop3ra.protocol.Command;
import org.pop3ra.protocol.CommandParser;
import org.pop3ra.protocol.Rejection;
import org.pop3ra.spi.MaildropListener;

/**
 * A state in which lines are commands. Each answers every verb in one switch, so that a new verb
 * does not compile before every state has an answer.
 */
sealed interface CommandState extends SessionState permits Authorization, Transaction, Ended {
  /** RFC 2449 section 4. */
  int LINE_LIMIT = 255;

  Outcome<MaildropListener> answer(Command command, Pop3Session session) throws Rejection;

  @Override
  default Outcome<MaildropListener> take(byte[] line, Pop3Session session) throws Rejection {
    return answer(CommandParser.parse(line), session);
  }

  @Override
  default int lineLimit(Predicate<String> begins, Pop3Session session) {
    return LINE_LIMIT;
  }
}
