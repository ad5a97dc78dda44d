package org.pop3ra.session;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.pop3ra.protocol.Rejection;
import org.pop3ra.spi.MaildropListener;

/**
 * An AUTH exchange that waits for the client (RFC 5034 section 4): lines are responses, not
 * commands.
 */
record Negotiation(SaslDialogue dialogue) implements SessionState {
  /** Kerberos tickets and tokens of some identity providers have tens of thousands of octets. */
  static final int LINE_LIMIT = 64 * 1024;

  Negotiation {
    requireNonNull(dialogue, "dialogue is null");
  }

  @Override
  public Outcome<MaildropListener> take(byte[] line, Pop3Session session) throws Rejection {
    // Whatever comes of it, the next line is a command, unless there is another challenge.
    session.enter(Authorization.fresh());
    return dialogue.take(line);
  }

  @Override
  public int lineLimit(boolean auth) {
    return LINE_LIMIT;
  }

  @Override
  public Duration idleLimit(Pop3Session session) {
    return session.loginTimeLeft();
  }

  @Override
  public void release() {}
}
