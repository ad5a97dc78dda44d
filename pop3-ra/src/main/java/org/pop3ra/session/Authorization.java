package org.pop3ra.session;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.pop3ra.protocol.Command;
import org.pop3ra.protocol.Rejection;
import org.pop3ra.protocol.Reply;
import org.pop3ra.protocol.Text;
import org.pop3ra.sasl.Mechanism;
import org.pop3ra.spi.ChallengeCredentials;
import org.pop3ra.spi.ChallengeCredentials.Algorithm;
import org.pop3ra.spi.MaildropListener;
import org.pop3ra.spi.PasswordCredentials;

/**
 * The AUTHORIZATION state (RFC 1939 section 4).
 *
 * @param user what USER said since the last failed PASS
 */
record Authorization(Optional<String> user) implements CommandState {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{32}");

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
      case APOP -> apop(command, session);
      case AUTH -> auth(command, session);
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

  /** RFC 1939 section 7, APOP. */
  private static Outcome<MaildropListener> apop(Command command, Pop3Session session)
      throws Rejection {
    String timestamp = session.offer().timestamp();
    String digest = command.argument(1);
    if (!DIGEST.matcher(digest).matches()) {
      throw Rejection.bad(Text.NOT_A_DIGEST);
    }
    session.enter(fresh());
    byte[] answer = HexFormat.of().parseHex(digest);
    return new Login(
            session,
            new ChallengeCredentials(command.argument(0), Algorithm.APOP, timestamp, answer))
        .begin();
  }

  /** RFC 5034 section 4, AUTH. */
  private static Outcome<MaildropListener> auth(Command command, Pop3Session session)
      throws Rejection {
    if (!command.hasArgument()) {
      return Answer.of(session.offer().list());
    }
    Mechanism mechanism = session.offer().mechanism(command.argument(0));
    session.enter(fresh());
    return command.arguments().size() == 1
        ? SaslDialogue.begin(session, mechanism)
        : SaslDialogue.begin(session, mechanism, command.argument(1));
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

  /**
   * RFC 5034 section 4 lets AUTH be no longer than others; clients with large tokens do not care.
   */
  @Override
  public int lineLimit(Predicate<String> begins, Pop3Session session) {
    return begins.test("AUTH ") ? session.offer().lineLimit(begins) : LINE_LIMIT;
  }

  @Override
  public Duration idleLimit(Pop3Session session) {
    return session.loginTimeLeft();
  }

  @Override
  public void release() {}
}
