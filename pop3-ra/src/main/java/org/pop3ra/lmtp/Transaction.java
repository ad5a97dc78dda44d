package org.pop3ra.lmtp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.pop3ra.spi.Delivery.Recipient;
import org.pop3ra.spi.Envelope;

/** One mail transaction (RFC 5321 section 3.3), from MAIL on. */
final class Transaction {
  private final MailArguments mail;
  private final List<Recipient> recipients = new ArrayList<>();
  private boolean recipientAttempted;
  private Optional<MessageIntake> intake = Optional.empty();

  Transaction(MailArguments mail) {
    this.mail = mail;
  }

  Envelope envelope() {
    return mail.envelope();
  }

  long declaredOctets() {
    return mail.declaredOctets();
  }

  /** The accepted recipients in the order of their RCPT commands, each as often as it was sent. */
  List<Recipient> recipients() {
    return Collections.unmodifiableList(recipients);
  }

  void accept(Recipient recipient) {
    recipients.add(recipient);
  }

  void attemptRecipient() {
    recipientAttempted = true;
  }

  /** Why DATA cannot follow: not the client's fault if it sent it before it knew. */
  LmtpReply missingRecipients() {
    return recipientAttempted ? LmtpReply.NO_RECIPIENTS : LmtpReply.BAD_SEQUENCE;
  }

  /** The message, once its first octets were announced. */
  Optional<MessageIntake> intake() {
    return intake;
  }

  MessageIntake begin(MessageIntake message) {
    intake = Optional.of(message);
    return message;
  }
}
