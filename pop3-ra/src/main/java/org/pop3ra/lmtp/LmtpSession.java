package org.pop3ra.lmtp;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.pop3ra.protocol.ForeignProtocol;
import org.pop3ra.protocol.LineFramer;
import org.pop3ra.session.Client;
import org.pop3ra.session.Conversation;
import org.pop3ra.session.Dismissal;
import org.pop3ra.session.Outcome;
import org.pop3ra.session.Outcome.After;
import org.pop3ra.spi.DeliveryListener;

/**
 * An LMTP connection (RFC 2033): cuts the input into command lines and message content, counts what
 * is bad, and ends the connection where a limit says so. What the commands do is in {@link
 * MailDialogue}.
 */
public final class LmtpSession implements Conversation<DeliveryListener> {
  /**
   * RFC 5321 section 4.5.3.1.4 asks for 512 octets, and the extensions for about a hundred more;
   * the paths of mailing lists and forwarders want room besides.
   */
  static final int LINE_LIMIT = 1024;

  /**
   * How long a client may be silent that keeps a slot: by saying nothing after a BDAT, a few would
   * keep all others out for the whole idle limit.
   */
  private static final Duration SILENCE_IN_MESSAGE = Duration.ofSeconds(60);

  private final LmtpSettings settings;
  private final Client client;
  private final LineFramer lines;
  private final SlotClaim slot;
  private final MailDialogue dialogue;
  private final ForeignProtocol opening = new ForeignProtocol();
  private int badLines;
  private String end = "connection lost";

  /**
   * Makes a conversation.
   *
   * @param slots shared by all conversations of an activation
   * @param clock for {@code Received:}, with the zone that it shows
   */
  public LmtpSession(LmtpSettings settings, DeliverySlots slots, Client client, Clock clock) {
    this(settings, slots, client, clock, System::nanoTime);
  }

  /** With a nano clock of the caller's, for tests. */
  public LmtpSession(
      LmtpSettings settings,
      DeliverySlots slots,
      Client client,
      Clock clock,
      LongSupplier nanoClock) {
    this.settings = requireNonNull(settings, "settings is null");
    this.client = requireNonNull(client, "client is null");
    requireNonNull(clock, "clock is null");
    slot =
        new SlotClaim(
            requireNonNull(slots, "slots is null"), requireNonNull(nanoClock, "nanoClock is null"));
    lines = new LineFramer(LineFramer.Ends.CRLF, settings.maxDiscardedOctets());
    dialogue = new MailDialogue(settings, slot, new TraceLines(settings, client, clock), this::say);
  }

  /** The greeting shows no version (RFC 5321 section 4.2: the name comes first). */
  @Override
  public Outcome<DeliveryListener> open() {
    return Replies.text("220 " + settings.hostName() + " LMTP ready");
  }

  @Override
  public Outcome<DeliveryListener> receive(ByteBuffer input) {
    if (slot.overdue()) {
      return say(LmtpReply.TOO_SLOW);
    }
    Outcome<DeliveryListener> outcome;
    do {
      outcome = dialogue.transfer().orElse(this::receiveLine).receive(input);
    } while (outcome instanceof Outcome.More && input.hasRemaining());
    return outcome;
  }

  @Override
  public Outcome<DeliveryListener> endOfInput() {
    end = "end of input";
    return new Outcome.Reply<>(new byte[0], After.CLOSE);
  }

  @Override
  public Outcome<DeliveryListener> dismiss(Dismissal why) {
    return switch (why) {
      case IDLE -> say(LmtpReply.IDLE);
      case SHUTDOWN -> say(LmtpReply.SHUTTING_DOWN);
    };
  }

  @Override
  public void abandon() {
    dialogue.abandon();
  }

  @Override
  public Duration idleLimit() {
    Duration idle = settings.idle();
    return slot.held() && SILENCE_IN_MESSAGE.compareTo(idle) < 0 ? SILENCE_IN_MESSAGE : idle;
  }

  @Override
  public String summary() {
    return "LMTP %s: %s, %d bad lines, %s"
        .formatted(client.address().getHostAddress(), dialogue.summary(), badLines, end);
  }

  private Outcome<DeliveryListener> receiveLine(ByteBuffer input) {
    if (opening.inspect(input) == ForeignProtocol.Verdict.FOREIGN) {
      end = "foreign protocol";
      return new Outcome.Reply<>(new byte[0], After.CLOSE);
    }
    return switch (frame(input)) {
      case INCOMPLETE -> new Outcome.More<>();
      case LINE -> answer(lines.line());
      case TOO_LONG -> say(LmtpReply.LINE_TOO_LONG);
      case FLOOD -> say(LmtpReply.FLOOD);
    };
  }

  private LineFramer.Event frame(ByteBuffer input) {
    int start = input.position();
    LineFramer.Event event = lines.next(input, LINE_LIMIT);
    opening.passed(input.position() - start);
    return event;
  }

  private Outcome<DeliveryListener> answer(byte[] line) {
    try {
      return dialogue.answer(CommandLine.parse(line));
    } catch (Rejection e) {
      return say(e.reply());
    }
  }

  private Outcome<DeliveryListener> say(LmtpReply reply) {
    if (reply.bad() && ++badLines >= settings.maxBadCommands()) {
      return say(LmtpReply.TOO_MANY_BAD_COMMANDS);
    }
    if (reply.last()) {
      end = reply.name();
    }
    return new Outcome.Reply<>(Replies.line(reply), reply.last() ? After.CLOSE : After.CONTINUE);
  }
}
