package org.pop3ra.lmtp;

/** A command that is answered with an error. Without a stack trace: it tells of the client. */
final class Rejection extends Exception {
  private static final long serialVersionUID = 1L;

  private final LmtpReply reply;

  Rejection(LmtpReply reply) {
    super(reply.text(), null, false, false);
    this.reply = reply;
  }

  LmtpReply reply() {
    return reply;
  }
}
