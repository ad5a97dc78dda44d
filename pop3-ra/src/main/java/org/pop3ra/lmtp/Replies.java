package org.pop3ra.lmtp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.pop3ra.session.Outcome;
import org.pop3ra.session.Outcome.After;
import org.pop3ra.spi.DeliveryListener;

/** Replies on the wire. */
final class Replies {
  private Replies() {}

  static byte[] line(LmtpReply reply) {
    return line(reply.text());
  }

  /** A single line of the server's own words. */
  static Outcome<DeliveryListener> text(String text) {
    return new Outcome.Reply<>(line(text), After.CONTINUE);
  }

  /** A reply of several lines (RFC 5321 section 4.2.1). */
  static Outcome<DeliveryListener> multiline(String code, List<String> texts) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < texts.size(); i++) {
      String separator = i + 1 < texts.size() ? "-" : " ";
      lines.append(i > 0 ? "\r\n" : "").append(code).append(separator).append(texts.get(i));
    }
    return text(lines.toString());
  }

  /** Replies to several recipients, in their order. */
  static Outcome<DeliveryListener> all(List<LmtpReply> replies) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    replies.forEach(reply -> lines.writeBytes(line(reply)));
    return new Outcome.Reply<>(lines.toByteArray(), After.CONTINUE);
  }

  private static byte[] line(String text) {
    return (text + "\r\n").getBytes(StandardCharsets.US_ASCII);
  }
}
