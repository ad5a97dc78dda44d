package org.pop3ra.session;

import static org.pop3ra.protocol.ResponseCode.AUTH;
import static org.pop3ra.protocol.ResponseCode.IN_USE;
import static org.pop3ra.protocol.ResponseCode.SYS_PERM;
import static org.pop3ra.protocol.ResponseCode.SYS_TEMP;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.pop3ra.protocol.Reply;
import org.pop3ra.protocol.Text;
import org.pop3ra.session.Outcome.Blocking;
import org.pop3ra.session.Outcome.Failure;
import org.pop3ra.session.Outcome.Lane;
import org.pop3ra.session.Outcome.Later;
import org.pop3ra.spi.Credentials;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropListener;

/**
 * One login: authenticates and takes the maildrop's lease before the positive reply (RFC 1939
 * section 4). A maildrop in use is tried again for a short while, because a client that quits and
 * reconnects at once must get in.
 */
final class Login implements Outcome.Task<MaildropListener> {
  private static final long PATIENCE_NANOS = Duration.ofMillis(500).toNanos();
  private static final int SHORTEST_WAIT_MILLIS = 25;
  private static final int LONGEST_WAIT_MILLIS = 50;

  private final Crowding crowding = new Crowding();
  private final Pop3Session session;
  private final Credentials credentials;
  private OptionalLong firstInUseNanos = OptionalLong.empty();

  Login(Pop3Session session, Credentials credentials) {
    this.session = session;
    this.credentials = credentials;
  }

  Outcome<MaildropListener> begin() {
    return new Blocking<>(Lane.LOGIN, this);
  }

  @Override
  public Supplier<Outcome<MaildropListener>> run(MaildropListener listener) {
    try {
      Maildrop maildrop = new Maildrop(listener.open(credentials));
      return () -> opened(maildrop);
    } catch (MaildropException e) {
      return () -> refused(e.reason());
    }
  }

  @Override
  public Outcome<MaildropListener> failed(Failure why) {
    return Answer.of(Reply.err(SYS_TEMP, Text.TRY_LATER));
  }

  private Outcome<MaildropListener> opened(Maildrop maildrop) {
    session.loggedIn(credentials.user(), maildrop);
    return Answer.of(Reply.ok(Text.LOGGED_IN));
  }

  private Outcome<MaildropListener> refused(MaildropException.Reason reason) {
    return switch (reason) {
      case CREDENTIALS -> slowly(Reply.err(AUTH, Text.WRONG_CREDENTIALS));
      case IN_USE -> again();
      case CROWDED -> queued();
      case PERMANENT -> Answer.of(Reply.err(SYS_PERM, Text.OUT_OF_ORDER));
      case LEASE_LOST, MESSAGE_GONE, TEMPORARY, OUTCOME_UNKNOWN ->
          Answer.of(Reply.err(SYS_TEMP, Text.TRY_LATER));
    };
  }

  private Outcome<MaildropListener> slowly(Reply refusal) {
    return new Later<>(session.loginFailed(credentials.user()), () -> Answer.of(refusal));
  }

  private Outcome<MaildropListener> queued() {
    return crowding
        .delay(session.nanoTime())
        .<Outcome<MaildropListener>>map(delay -> new Later<>(delay, this::begin))
        .orElseGet(() -> Answer.of(Reply.err(SYS_TEMP, Text.TRY_LATER)));
  }

  private Outcome<MaildropListener> again() {
    if (inUseNanos() >= PATIENCE_NANOS) {
      return Answer.of(Reply.err(IN_USE, Text.MAILDROP_IN_USE));
    }
    int wait = ThreadLocalRandom.current().nextInt(SHORTEST_WAIT_MILLIS, LONGEST_WAIT_MILLIS + 1);
    return new Later<>(Duration.ofMillis(wait), this::begin);
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
