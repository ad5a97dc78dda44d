package org.pop3ra.lmtp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.pop3ra.session.Client;
import org.pop3ra.session.Outcome;
import org.pop3ra.session.TlsSession;
import org.pop3ra.spi.Delivery.Recipient;
import org.pop3ra.spi.DeliveryListener;

/** The commands of LMTP and the state between them: who is there, and which mail is on its way. */
final class MailDialogue {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final LmtpSettings settings;
  private final SlotClaim slot;
  private final Function<LmtpReply, Outcome<DeliveryListener>> say;

  private TraceLines trace;
  private Optional<String> helo = Optional.empty();
  private Optional<Transaction> transaction = Optional.empty();
  private Optional<Transfer> transfer = Optional.empty();
  private boolean senderRefused;
  private int messages;
  private int copies;

  MailDialogue(
      LmtpSettings settings,
      SlotClaim slot,
      TraceLines trace,
      Function<LmtpReply, Outcome<DeliveryListener>> say) {
    this.settings = settings;
    this.slot = slot;
    this.trace = trace;
    this.say = say;
  }

  /** Where the next octets go if they are no command line. */
  Optional<Transfer> transfer() {
    return transfer;
  }

  Outcome<DeliveryListener> answer(CommandLine command) throws Rejection {
    String argument = command.argument();
    return switch (command.verb()) {
      case LHLO -> lhlo(argument);
      case MAIL -> mail(argument);
      case RCPT -> rcpt(argument);
      case DATA -> data(argument);
      case BDAT -> bdat(argument);
      case RSET -> rset(argument);
      case NOOP -> say.apply(LmtpReply.OK);
      case VRFY -> vrfy(argument);
      case STARTTLS -> startTls(argument);
      case QUIT -> quit(argument);
      case HELO, EHLO -> throw new Rejection(LmtpReply.UNKNOWN_COMMAND);
    };
  }

  void abandon() {
    reset();
    slot.abandon();
  }

  String summary() {
    return "from %s, %d messages, %d copies".formatted(helo.orElse("nobody"), messages, copies);
  }

  private Outcome<DeliveryListener> lhlo(String argument) throws Rejection {
    require(Domain.valid(argument), LmtpReply.BAD_ARGUMENT);
    reset();
    helo = Optional.of(argument);
    return Replies.multiline("250", greeting());
  }

  private List<String> greeting() {
    List<String> lines = new ArrayList<>();
    lines.add(settings.hostName());
    lines.add("PIPELINING");
    lines.add("SIZE " + settings.maxMessageOctets());
    lines.add("8BITMIME");
    lines.add("SMTPUTF8");
    lines.add("ENHANCEDSTATUSCODES");
    if (trace.client().startTls()) {
      lines.add("STARTTLS");
    }
    lines.add("CHUNKING");
    return lines;
  }

  /** RFC 3207 section 4; not in the midst of a mail, whose envelope would be forgotten. */
  private Outcome<DeliveryListener> startTls(String argument) throws Rejection {
    Client client = trace.client();
    require(client.startTls() || client.secure(), LmtpReply.UNKNOWN_COMMAND);
    require(argument.isEmpty(), LmtpReply.BAD_ARGUMENT);
    boolean now = client.startTls() && helo.isPresent() && transaction.isEmpty();
    require(now, LmtpReply.BAD_SEQUENCE);
    return new Outcome.StartTls<>(Replies.line(LmtpReply.READY_FOR_TLS), this::secured);
  }

  /** RFC 3207 section 4.2: whatever the client said before is forgotten. */
  private Outcome<DeliveryListener> secured(TlsSession tls) {
    trace = trace.secured(tls);
    helo = Optional.empty();
    senderRefused = false;
    return Transfer.goOn();
  }

  private Outcome<DeliveryListener> mail(String argument) throws Rejection {
    require(helo.isPresent() && transaction.isEmpty(), LmtpReply.BAD_SEQUENCE);
    senderRefused = true;
    MailArguments mail = MailArguments.parse(argument);
    require(mail.declaredOctets() <= settings.maxMessageOctets(), LmtpReply.TOO_MUCH_DATA);
    senderRefused = false;
    transaction = Optional.of(new Transaction(mail));
    return say.apply(LmtpReply.SENDER_OK);
  }

  private Outcome<DeliveryListener> rcpt(String argument) throws Rejection {
    Transaction mail = transaction();
    require(mail.intake().isEmpty(), LmtpReply.BAD_SEQUENCE);
    mail.attemptRecipient();
    String address = recipient(argument);
    require(mail.envelope().smtputf8() || Characters.ascii(address), LmtpReply.RECIPIENT_NOT_ASCII);
    require(mail.recipients().size() < settings.maxRecipients(), LmtpReply.TOO_MANY_RECIPIENTS);
    return new Outcome.Blocking<>(
        Outcome.Lane.DELIVERY,
        new RouteTask(address, mail.declaredOctets(), settings, found -> accept(mail, found), say));
  }

  private static String recipient(String argument) throws Rejection {
    Cursor in = new Cursor(argument);
    require(in.take("TO:"), LmtpReply.BAD_ARGUMENT);
    String address = Path.forward(in);
    Map<String, Optional<String>> parameters = Parameters.take(in);
    require(parameters.isEmpty(), LmtpReply.UNKNOWN_PARAMETER);
    return address;
  }

  private Outcome<DeliveryListener> accept(Transaction mail, Recipient recipient) {
    mail.accept(recipient);
    return say.apply(LmtpReply.RECIPIENT_OK);
  }

  private Outcome<DeliveryListener> data(String argument) throws Rejection {
    require(argument.isEmpty(), LmtpReply.BAD_ARGUMENT);
    Transaction mail = transaction();
    require(mail.intake().isEmpty(), LmtpReply.BAD_SEQUENCE);
    require(!mail.recipients().isEmpty(), mail.missingRecipients());
    return slot.acquire(() -> startData(mail), () -> say.apply(LmtpReply.BUSY));
  }

  private Outcome<DeliveryListener> startData(Transaction mail) {
    transfer = Optional.of(new DataTransfer(begin(mail), () -> complete(mail)));
    return say.apply(LmtpReply.START_DATA);
  }

  private MessageIntake begin(Transaction mail) {
    return mail.begin(new MessageIntake(settings, trace.of(helo.orElseThrow(), mail)));
  }

  private Outcome<DeliveryListener> bdat(String argument) throws Rejection {
    ChunkSize size = ChunkSize.parse(argument);
    Optional<LmtpReply> refusal = chunkRefusal();
    if (refusal.isPresent()) {
      return discard(size, refusal.get());
    }
    Transaction mail = transaction.orElseThrow();
    if (mail.intake().isPresent()) {
      return startChunk(mail, mail.intake().get(), size);
    }
    return slot.acquire(
        () -> startChunk(mail, begin(mail), size),
        () -> startChunk(mail, mail.begin(MessageIntake.refused(settings, LmtpReply.BUSY)), size));
  }

  private Optional<LmtpReply> chunkRefusal() {
    if (transaction.isEmpty()) {
      return Optional.of(missingTransaction());
    }
    boolean recipients = !transaction.get().recipients().isEmpty();
    return recipients ? Optional.empty() : Optional.of(transaction.get().missingRecipients());
  }

  /**
   * RFC 3030 section 2: the octets are swallowed before the error is told. It is told after the
   * last chunk too, where RFC 2033 section 4.3 has no reply if there are no recipients: a client
   * that is told nothing cannot know that it was heard.
   */
  private Outcome<DeliveryListener> discard(ChunkSize size, LmtpReply why) {
    MessageIntake swallowed = MessageIntake.refused(settings, why);
    return transfer(new ChunkTransfer(size.octets(), swallowed, () -> refused(why)));
  }

  private Outcome<DeliveryListener> startChunk(
      Transaction mail, MessageIntake intake, ChunkSize size) {
    intake.expect(size.octets());
    Supplier<Outcome<DeliveryListener>> end =
        size.last() ? () -> complete(mail) : () -> chunkReceived(intake, size);
    return transfer(new ChunkTransfer(size.octets(), intake, end));
  }

  private Outcome<DeliveryListener> transfer(Transfer next) {
    transfer = Optional.of(next);
    Outcome<DeliveryListener> outcome = next.receive(NOTHING);
    // The command was a sign of life, and octets that nobody has looked at may wait behind it.
    return outcome instanceof Outcome.More ? Transfer.goOn() : outcome;
  }

  private Outcome<DeliveryListener> refused(LmtpReply why) {
    transfer = Optional.empty();
    return say.apply(why);
  }

  private Outcome<DeliveryListener> chunkReceived(MessageIntake intake, ChunkSize size) {
    transfer = Optional.empty();
    return intake
        .failure()
        .map(say)
        .orElseGet(() -> Replies.text("250 2.0.0 " + size.octets() + " octets received"));
  }

  /** The end of data, or the last chunk: one reply for each recipient (RFC 2033 section 4.2). */
  private Outcome<DeliveryListener> complete(Transaction mail) {
    transfer = Optional.empty();
    MessageIntake intake = mail.intake().orElseThrow();
    if (intake.failure().isPresent()) {
      return finished(Collections.nCopies(mail.recipients().size(), intake.failure().get()));
    }
    return new Outcome.Blocking<>(
        Outcome.Lane.DELIVERY,
        new DeliverTask(
            mail.envelope(), mail.recipients(), intake.finish(), settings, this::finished));
  }

  private Outcome<DeliveryListener> finished(List<LmtpReply> replies) {
    messages++;
    copies += Collections.frequency(replies, LmtpReply.DELIVERED);
    reset();
    return Replies.all(replies);
  }

  private Outcome<DeliveryListener> rset(String argument) throws Rejection {
    require(argument.isEmpty(), LmtpReply.BAD_ARGUMENT);
    reset();
    return say.apply(LmtpReply.OK);
  }

  /** RFC 5321 section 3.5.3: who is there is not told. */
  private Outcome<DeliveryListener> vrfy(String argument) throws Rejection {
    require(!argument.isEmpty(), LmtpReply.BAD_ARGUMENT);
    return say.apply(LmtpReply.CANNOT_VERIFY);
  }

  private Outcome<DeliveryListener> quit(String argument) throws Rejection {
    require(argument.isEmpty(), LmtpReply.BAD_ARGUMENT);
    return say.apply(LmtpReply.BYE);
  }

  private void reset() {
    transaction = Optional.empty();
    transfer = Optional.empty();
    senderRefused = false;
    slot.release();
  }

  private Transaction transaction() throws Rejection {
    return transaction.orElseThrow(() -> new Rejection(missingTransaction()));
  }

  private LmtpReply missingTransaction() {
    return senderRefused ? LmtpReply.NO_SENDER : LmtpReply.BAD_SEQUENCE;
  }

  private static void require(boolean condition, LmtpReply otherwise) throws Rejection {
    if (!condition) {
      throw new Rejection(otherwise);
    }
  }
}
