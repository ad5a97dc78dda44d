package org.pop3ra.session;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import org.pop3ra.protocol.Command;
import org.pop3ra.protocol.Rejection;
import org.pop3ra.protocol.Reply;
import org.pop3ra.protocol.Text;
import org.pop3ra.spi.MaildropListener;
import org.pop3ra.spi.PasswordCredentials;

/**
 * The AUTHORIZATION state (RFC 1939 section 4).
 *
 * @param user what USER said since the last failed PASS
 */
record Authorization(Optional<String> user) implements SessionState {
  /** RFC 2449 section 4. */
  static final int LINE_LIMIT = 255;

  Authorization {
    requireNonNull(user, "user is null");
  }

  static Authorization fresh() {
    return new Authorization(Optional.empty());
  }

  @Override
  public Outcome<MaildropListener> answer(Command command, Pop3Session session) throws Rejection {
    return switch (command.verb()) {
      case CAPA -> Answer.of(session.capabilities());
      case USER -> user(command.argument(0), session);
      case PASS -> pass(command.argument(0), session);
      case STLS -> stls(session);
      case QUIT -> session.end(EndReason.QUIT, Reply.ok(Text.BYE));
      case DELE, LIST, NOOP, RETR, RSET, STAT, TOP, UIDL -> throw Rejection.bad(Text.LOGIN_FIRST);
    };
  }

  /** Says the same whether the user exists or not (RFC 1939 section 13). */
  private static Outcome<MaildropListener> user(String name, Pop3Session session) throws Rejection {
    session.require(Capability.USER, Text.NO_CLEARTEXT);
    session.enter(new Authorization(Optional.of(name)));
    return Answer.of(Reply.ok(Text.NAME_TAKEN));
  }

  private Outcome<MaildropListener> pass(String password, Pop3Session session) throws Rejection {
    session.require(Capability.USER, Text.NO_CLEARTEXT);
    if (user.isEmpty()) {
      throw Rejection.bad(Text.USER_FIRST);
    }
    // Whatever comes of it, the next PASS needs a USER of its own (RFC 1939 section 7).
    session.enter(fresh());
    return new Login(session, new PasswordCredentials(user.get(), password)).begin();
  }

  /** RFC 2595 section 4. */
  private static Outcome<MaildropListener> stls(Pop3Session session) throws Rejection {
    session.require(Capability.STLS, Text.NO_TLS);
    return session.startTls();
  }

  @Override
  public int lineLimit() {
    return LINE_LIMIT;
  }

  @Override
  public Duration idleLimit(Pop3Session session) {
    return session.loginTimeLeft();
  }

  @Override
  public void release() {}
}
