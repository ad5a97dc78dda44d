package org.pop3ra.lmtp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.pop3ra.session.Client;
import org.pop3ra.session.TlsSessions;
import org.pop3ra.spi.Delivery.Recipient;
import org.pop3ra.spi.Envelope;
import org.pop3ra.spi.Route;

class TraceLinesTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-12-31T23:59:59.999Z"), ZoneOffset.ofHoursMinutes(-3, -30));
  private static final Route ROUTE = new Route() {};

  @Test
  void showsWhereTheMessageCameFrom() throws Exception {
    assertThat(lines("192.0.2.1", false, "s@x.org", false, "a@b"))
        .isEqualTo(
            """
            Return-Path: <s@x.org>
            Received: from c.example ([192.0.2.1])
            	by mx.example.org with LMTP id ID
            	for <a@b>;
            	Thu, 31 Dec 2026 20:29:59 -0330
            """);
  }

  @Test
  void namesNoRecipientIfThereAreSeveral() throws Exception {
    assertThat(lines("192.0.2.1", false, "s@x.org", false, "a@b", "c@d"))
        .doesNotContain("a@b")
        .doesNotContain("for");
  }

  @Test
  void showsTheNullSender() throws Exception {
    assertThat(lines("192.0.2.1", false, "", false, "a@b")).startsWith("Return-Path: <>\n");
  }

  @Test
  void showsIpv6WithItsTagAndWithoutAScope() throws Exception {
    assertThat(lines("2001:db8::1", false, "", false, "a@b"))
        .contains("([IPv6:2001:db8:0:0:0:0:0:1])");
    assertThat(lines("fe80::1%1", false, "", false, "a@b")).contains("([IPv6:fe80:0:0:0:0:0:0:1])");
  }

  @Test
  void namesTheProtocol() throws Exception {
    assertThat(lines("192.0.2.1", true, "", false, "a@b")).contains(" with LMTPS id ");
    assertThat(lines("192.0.2.1", false, "", true, "a@b")).contains(" with UTF8LMTP id ");
    assertThat(lines("192.0.2.1", true, "", true, "a@b")).contains(" with UTF8LMTPS id ");
  }

  @Test
  void keepsInternationalAddresses() throws Exception {
    assertThat(lines("192.0.2.1", false, "pelé@x.org", true, "bücher@b"))
        .startsWith("Return-Path: <pelé@x.org>\n")
        .contains("for <bücher@b>;");
  }

  @Test
  void isNeverTooLongForALine() throws Exception {
    String longest = "a".repeat(Path.MAX_OCTETS - 2) + "@b";

    assertThat(lines("192.0.2.1", false, longest, false, longest).lines())
        .allMatch(line -> line.length() <= 998);
  }

  private static String lines(
      String address, boolean secure, String sender, boolean smtputf8, String... recipients)
      throws UnknownHostException {
    Transaction transaction = new Transaction(new MailArguments(new Envelope(sender, smtputf8), 0));
    for (String recipient : recipients) {
      transaction.accept(new Recipient(recipient, ROUTE));
    }
    Client plain = Client.inTheClear(InetAddress.getByName(address));
    Client client = secure ? plain.secured(TlsSessions.anonymous()) : plain;
    byte[] lines =
        new TraceLines(LmtpConnection.SETTINGS, client, CLOCK).of("c.example", transaction);
    return new String(lines, UTF_8).replace("\r\n", "\n").replaceAll("id [0-9a-f]{16}", "id ID");
  }
}
