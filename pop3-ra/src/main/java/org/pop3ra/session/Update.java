package org.pop3ra.session;

import static java.util.Objects.requireNonNull;
import static org.pop3ra.protocol.ResponseCode.SYS_PERM;
import static org.pop3ra.protocol.ResponseCode.SYS_TEMP;

import java.util.function.Supplier;
import org.pop3ra.protocol.Reply;
import org.pop3ra.protocol.ResponseCode;
import org.pop3ra.protocol.Text;
import org.pop3ra.session.Outcome.Blocking;
import org.pop3ra.session.Outcome.Failure;
import org.pop3ra.session.Outcome.Lane;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropListener;

/**
 * The UPDATE state (RFC 1939 section 6): removes the marked messages, all in one transaction, and
 * only then says so. However it ends, the session ends, and the lease is given back.
 */
final class Update implements Outcome.Task<MaildropListener> {
  private final Pop3Session session;
  private final Maildrop maildrop;

  Update(Pop3Session session, Maildrop maildrop) {
    this.session = requireNonNull(session, "session is null");
    this.maildrop = requireNonNull(maildrop, "maildrop is null");
  }

  Outcome<MaildropListener> begin() {
    return new Blocking<>(Lane.COMMIT, this);
  }

  @Override
  public Supplier<Outcome<MaildropListener>> run(MaildropListener listener) {
    try {
      listener.commit(maildrop.lease(), maildrop.deletedSequences());
      return () -> session.end(EndReason.QUIT, Reply.ok(Text.BYE));
    } catch (MaildropException e) {
      return () -> refused(e.reason());
    }
  }

  /** A commit that was begun may have been done: then nothing may be claimed. */
  @Override
  public Outcome<MaildropListener> failed(Failure why) {
    return switch (why) {
      case BUSY -> notRemoved(SYS_TEMP);
      case BROKEN -> session.cut(EndReason.OUTCOME_UNKNOWN);
    };
  }

  private Outcome<MaildropListener> refused(MaildropException.Reason reason) {
    return switch (reason) {
      case OUTCOME_UNKNOWN -> session.cut(EndReason.OUTCOME_UNKNOWN);
      case PERMANENT -> notRemoved(SYS_PERM);
      case CREDENTIALS, IN_USE, CROWDED, CROWDED_OUTSIDE, LEASE_LOST, MESSAGE_GONE, TEMPORARY ->
          notRemoved(SYS_TEMP);
    };
  }

  /** RFC 3206 sections 4 and 5: whether it is worth to try again. */
  private Outcome<MaildropListener> notRemoved(ResponseCode code) {
    return session.end(EndReason.COMMIT_FAILED, Reply.err(code, Text.NOT_REMOVED));
  }
}
