package org.pop3ra.session;

import static java.util.Objects.requireNonNull;
import static org.pop3ra.protocol.ResponseCode.SYS_PERM;
import static org.pop3ra.protocol.ResponseCode.SYS_TEMP;

import java.util.function.Supplier;
import org.pop3ra.protocol.Reply;
import org.pop3ra.protocol.Text;
import org.pop3ra.sasl.SaslStep;
import org.pop3ra.session.Outcome.Blocking;
import org.pop3ra.session.Outcome.Failure;
import org.pop3ra.session.Outcome.Lane;
import org.pop3ra.session.Outcome.Later;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropListener;
import org.pop3ra.spi.ScramVerifier;

/** Fetches what a SCRAM exchange needs to go on. */
final class VerifierLookUp implements Outcome.Task<MaildropListener> {
  private final Crowding crowding;
  private final Pop3Session session;
  private final SaslDialogue dialogue;
  private final SaslStep.LookUp wanted;
  private final LoginGuard.Attempt attempt;

  VerifierLookUp(
      Pop3Session session,
      SaslDialogue dialogue,
      SaslStep.LookUp wanted,
      LoginGuard.Attempt attempt) {
    this.session = requireNonNull(session, "session is null");
    this.dialogue = requireNonNull(dialogue, "dialogue is null");
    this.wanted = requireNonNull(wanted, "wanted is null");
    this.attempt = requireNonNull(attempt, "attempt is null");
    crowding = session.crowding(attempt);
  }

  Outcome<MaildropListener> begin() {
    session.onLeaving(this::givenUp);
    return ask();
  }

  /** Nothing was shown to the client. */
  private void givenUp() {
    crowding.leave();
    attempt.forgiven();
  }

  private Outcome<MaildropListener> ask() {
    return new Blocking<>(Lane.LOGIN, this);
  }

  @Override
  public Supplier<Outcome<MaildropListener>> run(MaildropListener listener) {
    try {
      ScramVerifier verifier = listener.verifier(wanted.user(), wanted.hash());
      return () -> goOn(verifier);
    } catch (MaildropException e) {
      return () -> refused(e.reason());
    }
  }

  private Outcome<MaildropListener> goOn(ScramVerifier verifier) {
    crowding.leave();
    session.onLeaving(dialogue::broken);
    return dialogue.goOn(wanted.then().apply(verifier));
  }

  @Override
  public Outcome<MaildropListener> failed(Failure why) {
    return temporary();
  }

  private Outcome<MaildropListener> temporary() {
    givenUp();
    return Answer.of(Reply.err(SYS_TEMP, Text.TRY_LATER));
  }

  private Outcome<MaildropListener> refused(MaildropException.Reason reason) {
    if (reason == MaildropException.Reason.CROWDED) {
      return queued();
    }
    if (reason != MaildropException.Reason.PERMANENT) {
      return temporary();
    }
    givenUp();
    return Answer.of(Reply.err(SYS_PERM, Text.OUT_OF_ORDER));
  }

  private Outcome<MaildropListener> queued() {
    return session
        .patience(crowding)
        .<Outcome<MaildropListener>>map(delay -> new Later<>(delay, this::look))
        .orElseGet(this::temporary);
  }

  private Outcome<MaildropListener> look() {
    return crowding.isNext() ? ask() : queued();
  }
}
