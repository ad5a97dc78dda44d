package org.pop3ra.session;

import static java.util.Objects.requireNonNull;
import static org.pop3ra.protocol.ResponseCode.SYS_TEMP;

import java.util.function.Supplier;
import org.pop3ra.protocol.Reply;
import org.pop3ra.protocol.Text;
import org.pop3ra.sasl.SaslStep;
import org.pop3ra.session.Outcome.Failure;
import org.pop3ra.spi.MaildropListener;

/** Lets a mechanism do what takes time; nobody else has the exchange meanwhile. */
record MechanismWork(SaslDialogue dialogue, SaslStep.Work work)
    implements Outcome.Task<MaildropListener> {
  MechanismWork {
    requireNonNull(dialogue, "dialogue is null");
    requireNonNull(work, "work is null");
  }

  @Override
  public Supplier<Outcome<MaildropListener>> run(MaildropListener listener) {
    SaslStep step = work.what().get();
    return () -> dialogue.goOn(step);
  }

  @Override
  public Outcome<MaildropListener> failed(Failure why) {
    return Answer.of(Reply.err(SYS_TEMP, Text.TRY_LATER));
  }
}
