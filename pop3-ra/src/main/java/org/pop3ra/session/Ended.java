package org.pop3ra.session;

import java.time.Duration;
import org.pop3ra.protocol.Command;
import org.pop3ra.spi.MaildropListener;

/** After the last reply: nothing more is read or said. */
record Ended() implements CommandState {

  @Override
  public Outcome<MaildropListener> answer(Command command, Pop3Session session) {
    throw new IllegalStateException("the session has ended");
  }

  @Override
  public Duration idleLimit(Pop3Session session) {
    return Duration.ZERO;
  }

  @Override
  public void release() {}
}
