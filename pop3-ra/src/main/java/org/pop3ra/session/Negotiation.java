package org.pop3ra.session;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.Predicate;
import org.pop3ra.protocol.Rejection;
import org.pop3ra.sasl.Mechanism;
import org.pop3ra.spi.MaildropListener;

/**
 * An AUTH exchange that waits for the client (RFC 5034 section 4): lines are responses, not
 * commands.
 */
record Negotiation(SaslDialogue dialogue) implements SessionState {
  private static final int CRLF = 2;

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
  public int lineLimit(Predicate<String> begins, Pop3Session session) {
    return responseLimit(dialogue.mostOctets());
  }

  /** That of a line with a response of so many octets, which are four for three in base64. */
  static int responseLimit(int mostOctets) {
    return Math.max(CommandState.LINE_LIMIT, (mostOctets + 2) / 3 * 4 + CRLF);
  }

  /** That of a line of AUTH with an initial response. */
  static int commandLimit(Mechanism mechanism) {
    return command(mechanism).length() + responseLimit(mechanism.mostOctets());
  }

  /** What such a line begins with. */
  static String command(Mechanism mechanism) {
    return "AUTH " + mechanism.title() + " ";
  }

  @Override
  public Duration idleLimit(Pop3Session session) {
    return session.loginTimeLeft();
  }

  @Override
  public void release() {}
}
