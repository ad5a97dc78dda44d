package org.pop3ra.session;

import static java.util.Objects.requireNonNull;
import static org.pop3ra.protocol.ResponseCode.AUTH;
import static org.pop3ra.protocol.ResponseCode.SYS_TEMP;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.pop3ra.protocol.ForeignProtocol;
import org.pop3ra.protocol.ForeignProtocol.Verdict;
import org.pop3ra.protocol.LineFramer;
import org.pop3ra.protocol.Rejection;
import org.pop3ra.protocol.Reply;
import org.pop3ra.protocol.ReplyEncoder;
import org.pop3ra.protocol.Text;
import org.pop3ra.spi.MaildropListener;

/**
 * A POP3 session (RFC 1939 section 3): takes octets, cuts and parses lines, and lets the present
 * state answer. Confined to one thread at a time, as {@link Conversation} says.
 */
public final class Pop3Session implements Conversation<MaildropListener> {
  private static final Logger LOG = System.getLogger(Pop3Session.class.getName());
  private static final Outcome<MaildropListener> MORE = new Outcome.More<>();

  private final Pop3Settings settings;
  private final LoginGuard guard;
  private final LongSupplier nanoClock;
  private final long startNanos;
  private final Tally tally = new Tally();
  private final LineFramer framer;
  private final ForeignProtocol opening = new ForeignProtocol();
  private Client client;
  private Offer offer;
  private SessionState state = Authorization.fresh();
  private int badCommands;

  /** What has to be done for a login under way if the session ends. */
  private Runnable leaving = () -> {};

  public Pop3Session(Pop3Settings settings, LoginMethods methods, LoginGuard guard, Client client) {
    this(settings, methods, guard, client, System::nanoTime);
  }

  /** With a clock of the caller's, for tests. */
  public Pop3Session(
      Pop3Settings settings,
      LoginMethods methods,
      LoginGuard guard,
      Client client,
      LongSupplier nanoClock) {
    this.settings = requireNonNull(settings, "settings is null");
    this.guard = requireNonNull(guard, "guard is null");
    this.client = requireNonNull(client, "client is null");
    this.nanoClock = requireNonNull(nanoClock, "nanoClock is null");
    startNanos = nanoClock.getAsLong();
    offer = Offer.toNew(client, methods, settings.cleartext());
    framer = new LineFramer(LineFramer.Ends.CRLF_OR_LF, settings.maxDiscardedOctets());
  }

  @Override
  public Outcome<MaildropListener> open() {
    return Answer.of(offer.greeting());
  }

  @Override
  public Outcome<MaildropListener> receive(ByteBuffer input) {
    if (state instanceof Ended) {
      input.position(input.limit());
      return MORE;
    }
    if (opening.inspect(input) == Verdict.FOREIGN) {
      return cut(EndReason.FOREIGN_PROTOCOL);
    }
    return switch (frame(input)) {
      case INCOMPLETE -> MORE;
      case LINE -> obey(framer.line());
      case TOO_LONG -> tooLong();
      case FLOOD -> end(EndReason.FLOOD, Reply.err(Text.LINE_TOO_LONG));
    };
  }

  private LineFramer.Event frame(ByteBuffer input) {
    int start = input.position();
    LineFramer.Event event = framer.next(input, lineLimit(input));
    opening.passed(input.position() - start);
    return event;
  }

  private int lineLimit(ByteBuffer input) {
    return state.lineLimit(words -> framer.begins(words, input), this);
  }

  /** RFC 1939 section 6: without QUIT nothing is deleted. */
  @Override
  public Outcome<MaildropListener> endOfInput() {
    return cut(EndReason.DISCONNECTED);
  }

  /** RFC 1939 section 3: an autologout timer closes without a response and without UPDATE. */
  @Override
  public Outcome<MaildropListener> dismiss(Dismissal why) {
    return switch (why) {
      case IDLE -> cut(EndReason.IDLE);
      case SHUTDOWN -> end(EndReason.SHUTDOWN, Reply.err(SYS_TEMP, Text.SHUTTING_DOWN));
    };
  }

  @Override
  public void abandon() {
    leave(EndReason.DISCONNECTED);
  }

  @Override
  public Duration idleLimit() {
    return state.idleLimit(this);
  }

  @Override
  public String summary() {
    return tally.line();
  }

  private Outcome<MaildropListener> obey(byte[] line) {
    try {
      return state.take(line, this);
    } catch (Rejection e) {
      return reject(e);
    }
  }

  /** An exchange is over with a response that was not read. */
  private Outcome<MaildropListener> tooLong() {
    if (state instanceof Negotiation negotiation) {
      negotiation.dialogue().broken();
      enter(Authorization.fresh());
    }
    return reject(Rejection.bad(Text.LINE_TOO_LONG));
  }

  Outcome<MaildropListener> reject(Rejection rejection) {
    if (rejection.isBad() && ++badCommands >= settings.maxBadCommands()) {
      return end(EndReason.BAD_COMMANDS, Reply.err(Text.TOO_MANY_BAD_COMMANDS));
    }
    return Answer.of(Reply.err(rejection.text()));
  }

  Reply capabilities() {
    return Capability.list(this);
  }

  void require(Capability capability, Text otherwise) throws Rejection {
    if (!capability.offered(this)) {
      throw Rejection.bad(otherwise);
    }
  }

  Client client() {
    return client;
  }

  Pop3Settings settings() {
    return settings;
  }

  SessionState state() {
    return state;
  }

  Offer offer() {
    return offer;
  }

  Outcome<MaildropListener> startTls() {
    return new Outcome.StartTls<>(ReplyEncoder.encode(Reply.ok(Text.BEGIN_TLS)), this::secured);
  }

  /**
   * The user's name is forgotten (RFC 3207 section 4.2, by analogy), and there is no second
   * greeting (RFC 2595 section 4). Of a line there is nothing to forget: STLS was a whole one, and
   * octets behind it end the connection. What limits the client goes on counting.
   */
  private Outcome<MaildropListener> secured(TlsSession tls) {
    client = client.secured(tls);
    offer = offer.over(client);
    enter(Authorization.fresh());
    return Answer.none();
  }

  long nanoTime() {
    return nanoClock.getAsLong();
  }

  Duration loginTimeLeft() {
    Duration left = settings.login().minusNanos(nanoTime() - startNanos);
    return left.isNegative() ? Duration.ZERO : left;
  }

  Duration idle() {
    return settings.idle();
  }

  Tally tally() {
    return tally;
  }

  /** A session that was given up meanwhile enters no state: what the state holds is given back. */
  void enter(SessionState next) {
    if (state instanceof Ended) {
      next.release();
    } else {
      state = next;
    }
  }

  void loggedIn(String user, Maildrop maildrop) {
    leaving = () -> {};
    tally.loggedIn(user);
    enter(new Transaction(maildrop));
  }

  /** Counts a try to log in. */
  LoginGuard.Attempt attempt(String user) {
    return guard.begin(client.address(), user);
  }

  Crowding crowding(LoginGuard.Attempt attempt) {
    return new Crowding(guard.line(), guard.outside(), attempt::rank);
  }

  /** How long a login waits before it looks again whether it is its turn; empty: no longer. */
  Optional<Duration> patience(Crowding crowding) {
    return state instanceof Ended ? Optional.empty() : crowding.delay(nanoTime(), loginTimeLeft());
  }

  /** {@code what} is done if the session ends before another login begins. */
  void onLeaving(Runnable what) {
    leaving = what;
  }

  /** Refuses a login, after a while. */
  static Outcome<MaildropListener> refusal(Duration heldBack) {
    return new Outcome.Later<>(heldBack, () -> Answer.of(Reply.err(AUTH, Text.WRONG_CREDENTIALS)));
  }

  /** Returns how long the refusal is held back. */
  Duration loginFailed(String user, LoginGuard.Attempt attempt) {
    leaving = () -> {};
    LOG.log(
        Level.INFO,
        () ->
            "login refused: user=\""
                + Tally.escape(user)
                + "\" address="
                + client.address().getHostAddress());
    return attempt.failed();
  }

  /** Ends the session with these last words. */
  Outcome<MaildropListener> end(EndReason why, Reply last) {
    leave(why);
    return Answer.last(last);
  }

  /** Ends the session without a word. */
  Outcome<MaildropListener> cut(EndReason why) {
    leave(why);
    return Answer.close();
  }

  private void leave(EndReason why) {
    if (state instanceof Transaction transaction) {
      tally.marked(transaction.maildrop().deletedCount());
    }
    if (!(state instanceof Ended)) {
      tally.ended(why);
      leaving.run();
      state.release();
      state = new Ended();
    }
  }
}
