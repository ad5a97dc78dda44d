package org.pop3ra.session;

import static org.pop3ra.protocol.ResponseCode.IN_USE;
import static org.pop3ra.protocol.ResponseCode.SYS_PERM;
import static org.pop3ra.protocol.ResponseCode.SYS_TEMP;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.pop3ra.protocol.Reply;
import org.pop3ra.protocol.Text;
import org.pop3ra.sasl.RefusalForm;
import org.pop3ra.session.Outcome.Blocking;
import org.pop3ra.session.Outcome.Failure;
import org.pop3ra.session.Outcome.Lane;
import org.pop3ra.session.Outcome.Later;
import org.pop3ra.spi.Credentials;
import org.pop3ra.spi.Effort;
import org.pop3ra.spi.KerberosCredentials;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropListener;
import org.pop3ra.spi.OpenMaildrop;
import org.pop3ra.spi.TokenCredentials;

/**
 * One login: authenticates and takes the maildrop's lease before the positive reply (RFC 1939
 * section 4). A maildrop in use is tried again for a short while, because a client that quits and
 * reconnects at once must get in.
 */
final class Login {
  private static final long PATIENCE_NANOS = Duration.ofMillis(500).toNanos();
  private static final int SHORTEST_WAIT_MILLIS = 25;
  private static final int LONGEST_WAIT_MILLIS = 50;

  private final LoginGuard.Attempt attempt;
  private final Crowding crowding;
  private final Pop3Session session;
  private final Credentials credentials;
  private final RefusalForm form;
  private final long beganNanos;
  private OptionalLong firstInUseNanos = OptionalLong.empty();

  Login(Pop3Session session, Credentials credentials) {
    this(session, credentials, RefusalForm.NONE, session.attempt(credentials.user()));
  }

  /**
   * One that was begun before.
   *
   * @param form how the client is told more of a refusal
   */
  Login(
      Pop3Session session, Credentials credentials, RefusalForm form, LoginGuard.Attempt attempt) {
    this.session = session;
    this.credentials = credentials;
    this.form = form;
    this.attempt = attempt;
    beganNanos = session.nanoTime();
    crowding = session.crowding(attempt);
    if (isForOthers()) {
      crowding.turnOutside();
    }
  }

  /** What nobody computes here: only somebody outside can say what it is worth. */
  private boolean isForOthers() {
    return credentials instanceof TokenCredentials || credentials instanceof KerberosCredentials;
  }

  Outcome<MaildropListener> begin() {
    session.onLeaving(this::givenUp);
    return ask();
  }

  private Outcome<MaildropListener> ask() {
    return new Blocking<>(Lane.LOGIN, new Ask(crowding.effort()));
  }

  /** Nobody waits for the answer any more; if there is one yet to come, it still counts. */
  private void givenUp() {
    crowding.leave();
    attempt.forgiven();
  }

  private final class Ask implements Outcome.Task<MaildropListener> {
    private final Effort effort;

    private Ask(Effort effort) {
      this.effort = effort;
    }

    @Override
    public Supplier<Outcome<MaildropListener>> run(MaildropListener listener) {
      try {
        OpenMaildrop open = listener.open(credentials, effort);
        Maildrop maildrop = new Maildrop(open);
        String user = open.account().isEmpty() ? credentials.user() : open.account();
        return () -> opened(user, maildrop);
      } catch (MaildropException e) {
        return () -> refused(e);
      }
    }

    @Override
    public Outcome<MaildropListener> failed(Failure why) {
      return temporary();
    }
  }

  private Outcome<MaildropListener> temporary() {
    givenUp();
    return Answer.of(Reply.err(SYS_TEMP, Text.TRY_LATER));
  }

  private Outcome<MaildropListener> opened(String user, Maildrop maildrop) {
    crowding.leave();
    attempt.succeeded(user);
    session.loggedIn(user, maildrop);
    return Answer.of(Reply.ok(Text.LOGGED_IN));
  }

  private Outcome<MaildropListener> refused(MaildropException why) {
    return switch (why.reason()) {
      case CREDENTIALS -> wrong(why.tokenRefusal().flatMap(form::challenge));
      case IN_USE -> again();
      case CROWDED -> queued();
      case CROWDED_OUTSIDE -> queuedOutside();
      case PERMANENT -> permanent();
      case LEASE_LOST, MESSAGE_GONE, TEMPORARY, OUTCOME_UNKNOWN -> temporary();
    };
  }

  private Outcome<MaildropListener> permanent() {
    givenUp();
    return Answer.of(Reply.err(SYS_PERM, Text.OUT_OF_ORDER));
  }

  /** Counted now, also if the client is told more first: it may not stay to hear the end. */
  private Outcome<MaildropListener> wrong(Optional<byte[]> challenge) {
    crowding.leave();
    Duration heldBack = rest(session.loginFailed(credentials.user(), attempt));
    return challenge
        .<Outcome<MaildropListener>>map(
            octets -> new Later<>(heldBack, () -> SaslDialogue.refuseToken(session, octets)))
        .orElseGet(() -> Pop3Session.refusal(heldBack));
  }

  /**
   * What is left of the delay, or of the one after it: who was asked, and for how long, does not
   * show in the time of a refusal.
   */
  private Duration rest(Duration delay) {
    return delay.isZero()
        ? delay
        : delay.minusNanos((session.nanoTime() - beganNanos) % delay.toNanos());
  }

  private Outcome<MaildropListener> queued() {
    return session
        .patience(crowding)
        .<Outcome<MaildropListener>>map(delay -> new Later<>(delay, this::look))
        .orElseGet(this::temporary);
  }

  private Outcome<MaildropListener> queuedOutside() {
    crowding.turnOutside();
    return queued();
  }

  private Outcome<MaildropListener> look() {
    return crowding.isNext() ? ask() : queued();
  }

  private Outcome<MaildropListener> again() {
    crowding.leave();
    if (inUseNanos() >= PATIENCE_NANOS) {
      attempt.forgiven();
      return Answer.of(Reply.err(IN_USE, Text.MAILDROP_IN_USE));
    }
    int wait = ThreadLocalRandom.current().nextInt(SHORTEST_WAIT_MILLIS, LONGEST_WAIT_MILLIS + 1);
    return new Later<>(Duration.ofMillis(wait), this::ask);
  }

  /** Since it was first found in use: the wait for a worker before that used up no patience. */
  private long inUseNanos() {
    long now = session.nanoTime();
    if (firstInUseNanos.isEmpty()) {
      firstInUseNanos = OptionalLong.of(now);
    }
    return now - firstInUseNanos.getAsLong();
  }
}
