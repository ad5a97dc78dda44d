package org.pop3ra.lmtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3ra.spi.MemoryDeliveries;

class LmtpSessionTest {
  private static final String CONVERSATION =
      """
      LHLO client.example.org
      MAIL FROM:<chris@bar.com> SIZE=100 BODY=8BITMIME
      RCPT TO:<pat@foo.edu>
      RCPT TO:<jones@foo.edu>
      DATA
      Subject: blah

      ..stuffed
      .
      NOOP
      QUIT
      """
          .replace("\n", "\r\n");

  private final MemoryDeliveries deliveries =
      new MemoryDeliveries().address("pat@foo.edu", "pat").address("green@foo.edu", "green");

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, Integer.MAX_VALUE})
  void deliversAMessageHoweverItIsSplit(int pieces) {
    LmtpConnection connection = new LmtpConnection(deliveries);

    connection.send(CONVERSATION.getBytes(ISO_8859_1), pieces);

    assertThat(connection.said())
        .isEqualTo(
            """
            220 mx.example.org LMTP ready
            250-mx.example.org
            250-PIPELINING
            250-SIZE 1000000
            250-8BITMIME
            250-SMTPUTF8
            250-ENHANCEDSTATUSCODES
            250 CHUNKING
            250 2.1.0 Sender OK
            250 2.1.5 Recipient OK
            550 5.1.1 No such recipient
            354 Start mail input; end with <CRLF>.<CRLF>
            250 2.0.0 Delivered
            250 2.0.0 OK
            221 2.0.0 Bye
            """);
    assertThat(connection.closed()).isTrue();
    assertThat(stored())
        .matches(
            """
            Return-Path: <chris@bar\\.com>
            Received: from client\\.example\\.org \\(\\[127\\.0\\.0\\.1\\]\\)
            \tby mx\\.example\\.org with LMTP id [0-9a-f]{16}
            \tfor <pat@foo\\.edu>;
            \tThu, 05 Mar 2026 08:07:08 \\+0200
            Subject: blah

            \\.stuffed
            """);
  }

  private String stored() {
    assertThat(deliveries.stored("pat")).hasSize(1);
    return new String(deliveries.stored("pat").get(0).octets(), ISO_8859_1).replace("\r\n", "\n");
  }
}
