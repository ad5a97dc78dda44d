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
  private final Crowding crowding = new Crowding();
  private final Pop3Session session;
  private final SaslDialogue dialogue;
  private final SaslStep.LookUp wanted;

  VerifierLookUp(Pop3Session session, SaslDialogue dialogue, SaslStep.LookUp wanted) {
    this.session = requireNonNull(session, "session is null");
    this.dialogue = requireNonNull(dialogue, "dialogue is null");
    this.wanted = requireNonNull(wanted, "wanted is null");
  }

  Outcome<MaildropListener> begin() {
    return new Blocking<>(Lane.LOGIN, this);
  }

  @Override
  public Supplier<Outcome<MaildropListener>> run(MaildropListener listener) {
    try {
      ScramVerifier verifier = listener.verifier(wanted.user(), wanted.hash());
      return () -> dialogue.goOn(wanted.then().apply(verifier));
    } catch (MaildropException e) {
      return () -> refused(e.reason());
    }
  }

  @Override
  public Outcome<MaildropListener> failed(Failure why) {
    return Answer.of(Reply.err(SYS_TEMP, Text.TRY_LATER));
  }

  private Outcome<MaildropListener> refused(MaildropException.Reason reason) {
    return switch (reason) {
      case CROWDED -> queued();
      case PERMANENT -> Answer.of(Reply.err(SYS_PERM, Text.OUT_OF_ORDER));
      case CREDENTIALS, IN_USE, LEASE_LOST, MESSAGE_GONE, TEMPORARY, OUTCOME_UNKNOWN ->
          Answer.of(Reply.err(SYS_TEMP, Text.TRY_LATER));
    };
  }

  private Outcome<MaildropListener> queued() {
    return crowding
        .delay(session.nanoTime())
        .<Outcome<MaildropListener>>map(delay -> new Later<>(delay, this::begin))
        .orElseGet(() -> Answer.of(Reply.err(SYS_TEMP, Text.TRY_LATER)));
  }
}
