package org.pop3ra.deployed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that break off, and clients that never end a line. */
class BadInputIT extends DeployedServer {

  private static final int MOST_DISCARDED = 4 * 1024 * 1024;

  private final String account = SERVER.administration().account();
  private ServerFile log;

  @BeforeEach
  void twoMessages() throws Exception {
    log = ServerFile.log();
    try (LmtpClient lmtp = SERVER.lmtp()) {
      lmtp.deliver("Subject: one\r\n\r\nText\r\n", account);
      lmtp.deliver("Subject: two\r\n\r\n" + "0123456789\r\n".repeat(10_000), account);
    }
  }

  /** A session goes away at once; a lease that stuck would keep the next one out. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aConnectionMayDropAtEveryOctet(boolean reset) throws Exception {
    String script =
        "CAPA\r\nUSER %s\r\nPASS secret\r\nSTAT\r\nDELE 1\r\nRETR 2\r\nTOP 2 5\r\nUIDL\r\nQUIT\r\n"
            .formatted(account);
    for (int octets = 0; octets < script.length(); octets++) {
      try (Pop3Client dropped = SERVER.connect()) {
        dropped.ok();
        dropped.write(script.substring(0, octets));
        dropped.socket().setSoLinger(reset, 0);
      }
      assertUntouched("dropped after '" + script.substring(0, octets) + "'");
    }
    assertThat(log.added()).doesNotContain("\tat ", "Exception");
  }

  /** What was not answered with 250 may be delivered or not, but never by halves. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "DATA\r\nSubject: half\r\n\r\n.. text\r\n.\r",
        "BDAT 24\r\nSubject: half\r\n\r\ntext\r\nBDAT 3 LAST\r\nab"
      })
  void aDeliveryMayDropAtEveryOctet(String data) throws Exception {
    String script =
        "LHLO client.example\r\nMAIL FROM:<sender@example.net>\r\nRCPT TO:<%s@example.org>\r\n%s"
            .formatted(account, data);
    for (int octets = 0; octets <= script.length(); octets++) {
      try (Pop3Client dropped =
          new Pop3Client(InetAddress.getLoopbackAddress(), SERVER.lmtpPort())) {
        assertThat(dropped.line()).startsWith("220 ");
        dropped.write(script.substring(0, octets));
      }
    }
    assertUntouched("after deliveries that were dropped");
    try (LmtpClient lmtp = SERVER.lmtp()) {
      lmtp.deliver("Subject: three\r\n\r\nText\r\n", SERVER.administration().account());
    }
    assertThat(log.added()).doesNotContain("\tat ", "Exception");
  }

  @Test
  void aMegabyteOfAnythingLeavesNothingBehind() throws Exception {
    byte[] anything = new byte[1 << 20];
    new Random(1).nextBytes(anything);
    String octets = new String(anything, ISO_8859_1);
    for (int port : new int[] {SERVER.pop3Port(), SERVER.pop3sPort(), SERVER.lmtpPort()}) {
      try (Pop3Client client = new Pop3Client(InetAddress.getLoopbackAddress(), port)) {
        sendUntilClosed(client, octets, 1);
      }
    }
    assertUntouched("after anything");
    assertThat(log.added()).doesNotContain("\tat ", "Exception");
  }

  @Test
  void aLineOfUpTo4MiBIsRefusedOnceAndTheSessionGoesOn() throws Exception {
    try (Pop3Client client = SERVER.login(account, "secret")) {
      client.write("x".repeat(MOST_DISCARDED - 2) + "\r\nNOOP\r\n");

      assertThat(client.line()).startsWith("-ERR ");
      assertThat(client.ok()).startsWith("+OK");
      client.ok("QUIT");
    }
  }

  @Test
  void aLineOf10MBWithoutAnEndEndsTheSession() throws Exception {
    try (Pop3Client client = SERVER.login(account, "secret")) {
      client.ok("DELE 1");
      sendUntilClosed(client, "x".repeat(100_000), 100);

      assertThat(client.line()).startsWith("-ERR ");
      assertThat(client.closed()).isTrue();
    }
    assertUntouched("after a line without end");
    assertThat(log.added()).doesNotContain("\tat ", "Exception");
  }

  /** The server stops to read when it has had enough, and may be gone before all was sent. */
  private static void sendUntilClosed(Pop3Client client, String octets, int times) {
    try {
      for (int i = 0; i < times; i++) {
        client.write(octets);
      }
    } catch (IOException e) {
      // What it said before is still there to be read.
    }
  }

  private void assertUntouched(String when) throws Exception {
    try (Pop3Client client = SERVER.connect()) {
      client.ok();
      client.ok("USER " + account);
      assertThat(client.send("PASS secret")).as(when).startsWith("+OK");
      assertThat(client.ok("STAT")).as(when).startsWith("+OK 2 ");
      client.ok("QUIT");
    }
  }
}
