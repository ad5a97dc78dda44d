package org.pop3ra.lmtp;

import org.pop3ra.spi.DeliveryStatus;

/**
 * Every fixed reply, with its enhanced status code (RFC 2034, RFC 3463). Never holds what the
 * client said.
 */
enum LmtpReply {
  /** RFC 3207 section 4. */
  READY_FOR_TLS("220 2.0.0 Ready to start TLS"),
  OK("250 2.0.0 OK"),
  SENDER_OK("250 2.1.0 Sender OK"),
  RECIPIENT_OK("250 2.1.5 Recipient OK"),
  DELIVERED("250 2.0.0 Delivered"),
  CANNOT_VERIFY("252 2.0.0 Not verified; send the message and see"),
  START_DATA("354 Start mail input; end with <CRLF>.<CRLF>"),

  SYNTAX_ERROR("500 5.5.2 Syntax error", Kind.BAD),
  LINE_TOO_LONG("500 5.5.2 Line too long", Kind.BAD),
  UNKNOWN_COMMAND("500 5.5.1 Command not recognized", Kind.BAD),
  BAD_ARGUMENT("501 5.5.4 Syntax error in arguments", Kind.BAD),
  BAD_SENDER("501 5.1.7 Syntax error in the sender's path", Kind.BAD),
  BAD_RECIPIENT("501 5.1.3 Syntax error in the recipient's path", Kind.BAD),
  UNKNOWN_PARAMETER("555 5.5.4 Parameter not recognized", Kind.BAD),
  BAD_SEQUENCE("503 5.5.1 Bad sequence of commands", Kind.BAD),

  /** Not the client's fault: with pipelining it cannot know that all recipients were refused. */
  NO_RECIPIENTS("503 5.5.1 No valid recipients"),
  /** Likewise after a MAIL that was refused. */
  NO_SENDER("503 5.5.1 No valid sender"),
  /** RFC 6531 section 3.5. */
  SENDER_NOT_ASCII("550 5.6.7 A non-ASCII sender needs SMTPUTF8"),
  /** RFC 6531 section 3.5. */
  RECIPIENT_NOT_ASCII("553 5.6.7 A non-ASCII recipient needs SMTPUTF8"),
  TOO_MUCH_DATA("552 5.3.4 Message exceeds the size limit"),
  TOO_MANY_RECIPIENTS("452 4.5.3 Too many recipients"),

  UNKNOWN_RECIPIENT("550 5.1.1 No such recipient"),
  DISABLED_RECIPIENT("550 5.2.1 Mailbox disabled"),
  OVER_QUOTA_NOW("452 4.2.2 Mailbox full"),
  OVER_QUOTA_FOR_GOOD("552 5.2.2 Mailbox full"),
  STORE_FULL("452 4.3.1 Insufficient system storage"),
  TEMPORARY("451 4.3.0 Temporary failure, try again later"),
  PERMANENT("554 5.3.0 Permanent failure"),
  BUSY("451 4.3.2 Too busy, try again later"),

  BYE("221 2.0.0 Bye", Kind.LAST),
  /** Where the next command begins is not known then. */
  BAD_CHUNK_SIZE("501 5.5.4 Syntax error in the size of the chunk", Kind.LAST),
  FLOOD("500 5.5.2 Line too long", Kind.LAST),
  TOO_MANY_BAD_COMMANDS("421 4.7.0 Too many bad commands", Kind.LAST),
  TOO_SLOW("451 4.4.2 Message takes too long", Kind.LAST),
  IDLE("421 4.4.2 Idle for too long", Kind.LAST),
  SHUTTING_DOWN("421 4.3.2 Shutting down", Kind.LAST);

  private enum Kind {
    ANSWER,
    BAD,
    LAST
  }

  private final String text;
  private final Kind kind;

  LmtpReply(String text) {
    this(text, Kind.ANSWER);
  }

  LmtpReply(String text, Kind kind) {
    this.text = text;
    this.kind = kind;
  }

  String text() {
    return text;
  }

  /** Whether the line it answers counts as bad: unknown, ill-formed, over-long, out of order. */
  boolean bad() {
    return kind == Kind.BAD;
  }

  /** Whether the connection ends with it. */
  boolean last() {
    return kind == Kind.LAST;
  }

  static LmtpReply of(DeliveryStatus status, LmtpSettings.OverQuota overQuota) {
    return switch (status) {
      case STORED -> DELIVERED;
      case UNKNOWN_RECIPIENT -> UNKNOWN_RECIPIENT;
      case DISABLED_RECIPIENT -> DISABLED_RECIPIENT;
      case OVER_QUOTA ->
          switch (overQuota) {
            case TEMPORARY -> OVER_QUOTA_NOW;
            case PERMANENT -> OVER_QUOTA_FOR_GOOD;
          };
      case STORE_FULL -> STORE_FULL;
      case TEMPORARY -> TEMPORARY;
      case PERMANENT -> PERMANENT;
    };
  }
}
