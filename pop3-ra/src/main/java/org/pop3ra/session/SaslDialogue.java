package org.pop3ra.session;

import static java.util.Objects.requireNonNull;
import static org.pop3ra.protocol.ResponseCode.AUTH;
import static org.pop3ra.protocol.ResponseCode.SYS_TEMP;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.pop3ra.protocol.Rejection;
import org.pop3ra.protocol.Reply;
import org.pop3ra.protocol.Text;
import org.pop3ra.sasl.Mechanism;
import org.pop3ra.sasl.RefusedToken;
import org.pop3ra.sasl.SaslExchange;
import org.pop3ra.sasl.SaslStep;
import org.pop3ra.sasl.StrictBase64;
import org.pop3ra.session.Outcome.Blocking;
import org.pop3ra.session.Outcome.Lane;
import org.pop3ra.spi.MaildropListener;

/** Carries one exchange of a mechanism over the lines of POP3 (RFC 5034 section 4). */
final class SaslDialogue {
  private final Pop3Session session;
  private final SaslExchange exchange;
  private final int mostOctets;

  /** Since something was looked up. */
  private Optional<LoginGuard.Attempt> attempt = Optional.empty();

  private SaslDialogue(Pop3Session session, SaslExchange exchange, int mostOctets) {
    this.session = requireNonNull(session, "session is null");
    this.exchange = requireNonNull(exchange, "exchange is null");
    this.mostOctets = mostOctets;
  }

  /** AUTH without an initial response. */
  static Outcome<MaildropListener> begin(Pop3Session session, Mechanism mechanism)
      throws Rejection {
    SaslDialogue dialogue = of(session, mechanism);
    return dialogue.carryOut(dialogue.exchange.begin());
  }

  /** AUTH with an initial response; {@code =} stands for one without octets. */
  static Outcome<MaildropListener> begin(Pop3Session session, Mechanism mechanism, String initial)
      throws Rejection {
    if (!mechanism.takesInitialResponse()) {
      throw Rejection.bad(Text.NO_INITIAL_RESPONSE);
    }
    SaslDialogue dialogue = of(session, mechanism);
    return initial.equals("=")
        ? dialogue.carryOut(dialogue.exchange.respond(new byte[0]))
        : dialogue.respond(initial);
  }

  private static SaslDialogue of(Pop3Session session, Mechanism mechanism) {
    return new SaslDialogue(
        session, mechanism.begin(session.offer().context()), mechanism.mostOctets());
  }

  private Outcome<MaildropListener> respond(String base64) throws Rejection {
    Optional<byte[]> response = StrictBase64.decode(base64);
    if (response.isEmpty()) {
      broken();
      throw Rejection.bad(Text.NOT_BASE64);
    }
    boolean fits = response.get().length <= mostOctets;
    return carryOut(fits ? exchange.respond(response.get()) : SaslStep.illFormed());
  }

  /** How long the next response may be, decoded. */
  int mostOctets() {
    return mostOctets;
  }

  /** Asks once more after a token was refused: with an error challenge that says why. */
  static Outcome<MaildropListener> refuseToken(Pop3Session session, byte[] challenge) {
    session.enter(new Negotiation(new SaslDialogue(session, new RefusedToken(), 1)));
    return Answer.of(new Reply.Challenge(challenge));
  }

  /** A line that the client sent in response to a challenge. */
  Outcome<MaildropListener> take(byte[] line) throws Rejection {
    String text = new String(line, StandardCharsets.ISO_8859_1);
    return text.equals("*") ? carryOut(exchange.cancel()) : respond(text);
  }

  /** The same where nothing can be thrown: in the continuation of a task. */
  Outcome<MaildropListener> goOn(SaslStep step) {
    try {
      return carryOut(step);
    } catch (Rejection e) {
      return session.reject(e);
    }
  }

  private Outcome<MaildropListener> carryOut(SaslStep step) throws Rejection {
    if (step instanceof SaslStep.Challenge challenge) {
      session.enter(new Negotiation(this));
      return Answer.of(new Reply.Challenge(challenge.octets()));
    }
    if (step instanceof SaslStep.LookUp lookUp) {
      LoginGuard.Attempt begun = attempt(lookUp.user());
      return new VerifierLookUp(session, this, lookUp, begun).begin();
    }
    if (step instanceof SaslStep.Work work) {
      return new Blocking<>(Lane.LOGIN, new MechanismWork(this, work));
    }
    if (step instanceof SaslStep.Unable) {
      return Answer.of(Reply.err(SYS_TEMP, Text.TRY_LATER));
    }
    if (step instanceof SaslStep.Prove prove) {
      LoginGuard.Attempt begun = attempt(prove.credentials().user());
      return new Login(session, prove.credentials(), prove.form(), begun).begin();
    }
    if (step instanceof SaslStep.Wrong wrong) {
      return Pop3Session.refusal(session.loginFailed(wrong.user(), attempt(wrong.user())));
    }
    if (step instanceof SaslStep.Failed failed) {
      broken();
      throw Rejection.bad(text(failed.why()));
    }
    return Answer.of(Reply.err(AUTH, Text.WRONG_CREDENTIALS));
  }

  /** What was looked up was shown, and nothing was proven: that counts as a guess, too. */
  void broken() {
    attempt.ifPresent(LoginGuard.Attempt::failed);
    session.onLeaving(() -> {});
  }

  /** From the look-up to the proof it is one. */
  private LoginGuard.Attempt attempt(String user) {
    if (attempt.isEmpty()) {
      attempt = Optional.of(session.attempt(user));
    }
    return attempt.get();
  }

  private static Text text(SaslStep.Why why) {
    return switch (why) {
      case CANCELLED -> Text.CANCELLED;
      case ILL_FORMED -> Text.ILL_FORMED_RESPONSE;
      case DOWNGRADED -> Text.BINDING_OFFERED;
      case NOT_THIS_CHANNEL -> Text.OTHER_CHANNEL;
    };
  }
}
