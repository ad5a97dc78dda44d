package org.pop3ra.lmtp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.pop3ra.session.Client;
import org.pop3ra.session.TlsSession;

/**
 * What final delivery puts in front of a message: {@code Return-Path:} and {@code Received:} (RFC
 * 5321 section 4.4). The client's words in them have passed the grammars of {@link Domain} and
 * {@link Path}, which know no control characters, and nothing special outside quotes: there is
 * nothing left to escape.
 */
record TraceLines(LmtpSettings settings, Client client, Clock clock) {
  // Explicit offset (RFC 5321 section 4.4); no optional digits, so that lengths do not vary.
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss xx", Locale.ENGLISH);

  /** The same once TLS protects the connection. */
  TraceLines secured(TlsSession tls) {
    return new TraceLines(settings, client.secured(tls), clock);
  }

  byte[] of(String helo, Transaction transaction) {
    String lines =
        "Return-Path: <%s>\r\nReceived: from %s (%s)\r\n\tby %s with %s id %s%s;\r\n\t%s\r\n"
            .formatted(
                transaction.envelope().sender(),
                helo,
                literal(client.address()),
                settings.hostName(),
                protocol(transaction.envelope().smtputf8()),
                HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()),
                forClause(transaction),
                DATE.format(ZonedDateTime.now(clock)));
    return lines.getBytes(StandardCharsets.UTF_8);
  }

  /** RFC 5321 section 7.2: with several recipients it would tell each of the others. */
  private static String forClause(Transaction transaction) {
    return transaction.recipients().size() == 1
        ? "\r\n\tfor <" + transaction.recipients().get(0).address() + ">"
        : "";
  }

  /** RFC 3848 and RFC 6531 section 4.3. */
  private String protocol(boolean smtputf8) {
    return (smtputf8 ? "UTF8LMTP" : "LMTP") + (client.secure() ? "S" : "");
  }

  private static String literal(InetAddress address) {
    String text = address.getHostAddress();
    if (address instanceof Inet6Address) {
      int scope = text.indexOf('%');
      return "[IPv6:" + (scope < 0 ? text : text.substring(0, scope)) + "]";
    }
    return "[" + text + "]";
  }
}
