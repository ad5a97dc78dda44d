package org.pop3ra.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every limit that an administrator can set, on a server where it is small enough to be met. */
class LimitsIT {

  private static final String TEXT = "Subject: one\r\n\r\nText\r\n";
  private static final long DELAY_MILLIS = 1500;

  private static Node node;
  private static Server server;

  @BeforeAll
  static void start() throws Exception {
    Map<String, String> settings =
        Map.ofEntries(
            Map.entry("POP3_IDLE_SECONDS", "3"),
            Map.entry("POP3_LOGIN_SECONDS", "2"),
            Map.entry("LMTP_IDLE_SECONDS", "3"),
            Map.entry("POP3_MAX_CONNECTIONS_PER_ADDRESS", "3"),
            Map.entry("LMTP_MAX_CONNECTIONS", "2"),
            Map.entry("POP3_MAX_BAD_COMMANDS", "3"),
            Map.entry("POP3_MAX_RECIPIENTS", "2"),
            Map.entry("POP3_MAX_MESSAGE_OCTETS", "2000"),
            Map.entry("POP3_OVER_QUOTA", "permanent"),
            Map.entry("POP3_FAILED_LOGIN_DELAY_MILLIS", Long.toString(DELAY_MILLIS)));
    node = Node.start("limits", Database.fresh(), settings);
    server = node.ready();
  }

  @AfterAll
  static void stop() throws Exception {
    node.kill();
  }

  @Test
  void aSilentSessionEndsAndDeletesNothing() throws Exception {
    String account = withMail();
    try (Pop3Client client = server.login(account, "secret")) {
      client.ok("DELE 1");

      assertThat(client.closed()).isTrue();
    }
    try (Pop3Client client = server.login(account, "secret")) {
      assertThat(client.ok("STAT")).startsWith("+OK 1 ");
    }
  }

  @Test
  void whoDoesNotLogInIsSentAway() throws Exception {
    try (Pop3Client client = server.connect()) {
      client.ok();

      assertThat(client.closed()).isTrue();
    }
  }

  @Test
  void aSilentMtaIsTold421() throws Exception {
    try (LmtpClient lmtp = server.lmtp()) {
      assertThat(lmtp.reply()).startsWith("421 4.4.2 ");
    }
  }

  @Test
  void tooManyConnectionsOfOneAddressAreRefusedAndTheOthersGoOn() throws Exception {
    String account = server.administration().account();
    List<Pop3Client> clients = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        clients.add(server.connect());
        clients.get(i).ok();
      }
      try (Pop3Client oneMore = server.connect()) {
        assertThat(oneMore.line()).startsWith("-ERR ");
        assertThat(oneMore.closed()).isTrue();
      }
      clients.get(0).login(account, "secret");
      clients.get(0).ok("QUIT");
    } finally {
      for (Pop3Client client : clients) {
        client.close();
      }
    }
  }

  @Test
  void tooManyConnectionsOfMtasAreTold421() throws Exception {
    try (LmtpClient one = server.lmtp();
        LmtpClient two = server.lmtp();
        Pop3Client three = new Pop3Client(InetAddress.getLoopbackAddress(), server.lmtpPort())) {
      assertThat(three.line()).startsWith("421 ");
      assertThat(one.send("NOOP")).startsWith("250");
      assertThat(two.send("NOOP")).startsWith("250");
    }
  }

  @Test
  void tooManyBadCommandsEndTheSession() throws Exception {
    try (Pop3Client client = server.connect()) {
      client.ok();
      client.write("XYZZY\r\n".repeat(10));

      for (int i = 0; i < 3; i++) {
        assertThat(client.line()).startsWith("-ERR ");
      }
      assertThat(client.closed()).isTrue();
    }
  }

  @Test
  void theAnswerToAWrongPasswordComesLate() throws Exception {
    String account = server.administration().account();
    try (Pop3Client client = server.connect()) {
      client.ok();
      client.ok("USER " + account);
      long start = System.nanoTime();

      assertThat(client.send("PASS wrong")).startsWith("-ERR [AUTH]");
      assertThat((System.nanoTime() - start) / 1_000_000).isGreaterThanOrEqualTo(DELAY_MILLIS);
    }
  }

  @Test
  void oneRecipientTooManyIsToldSoAndTheOthersGetTheirMail() throws Exception {
    String one = server.administration().account();
    String two = server.administration().account();
    String three = server.administration().account();
    try (LmtpClient lmtp = server.lmtp()) {
      mail(lmtp, "");
      assertThat(recipient(lmtp, one)).startsWith("250");
      assertThat(recipient(lmtp, two)).startsWith("250");
      assertThat(recipient(lmtp, three)).startsWith("452 4.5.3 ");
      assertThat(lmtp.data(TEXT, 2)).allMatch(reply -> reply.startsWith("250"));
    }
  }

  @Test
  void aMessageThatIsTooLargeIsRefusedWheneverThatIsKnown() throws Exception {
    String account = server.administration().account();
    String large = "Subject: large\r\n\r\n" + "0123456789abcd\r\n".repeat(200);
    try (LmtpClient lmtp = server.lmtp()) {
      assertThat(lmtp.send("MAIL FROM:<sender@example.net> SIZE=2001")).startsWith("552 5.3.4 ");
      mail(lmtp, "");
      recipient(lmtp, account);
      assertThat(lmtp.data(large, 1)).allMatch(reply -> reply.startsWith("552 5.3.4 "));
      mail(lmtp, "");
      recipient(lmtp, account);
      assertThat(lmtp.send("BDAT " + large.length() + " LAST\r\n" + large.stripTrailing()))
          .startsWith("552 5.3.4 ");
    }
    try (Pop3Client client = server.login(account, "secret")) {
      assertThat(client.ok("STAT")).isEqualTo("+OK 0 0");
    }
  }

  @Test
  void aFullMaildropIsToldBeforeTheDataAndAfterThem() throws Exception {
    String account = account("\"quotaOctets\":60,\"enabled\":true");
    try (LmtpClient lmtp = server.lmtp()) {
      mail(lmtp, " SIZE=100");
      assertThat(recipient(lmtp, account)).startsWith("552 5.2.2 ");
      lmtp.send("RSET");
      mail(lmtp, "");
      assertThat(recipient(lmtp, account)).startsWith("250");
      assertThat(lmtp.data(TEXT + "0123456789\r\n".repeat(10), 1))
          .allMatch(reply -> reply.startsWith("552 5.2.2 "));
    }
  }

  @Test
  void aDisabledAccountTakesNoMail() throws Exception {
    String account = account("\"quotaOctets\":null,\"enabled\":false");
    try (LmtpClient lmtp = server.lmtp()) {
      mail(lmtp, "");
      assertThat(recipient(lmtp, account)).startsWith("550 5.2.1 ");
    }
  }

  @Test
  void detailsAndWholeDomainsFindTheirMaildrop() throws Exception {
    String detailed = server.administration().account();
    String whole = server.administration().account("@catch.example");
    try (LmtpClient lmtp = server.lmtp()) {
      lmtp.deliver(TEXT, detailed + "+shop", "anybody@catch.example");
    }
    for (String account : List.of(detailed, whole)) {
      try (Pop3Client client = server.login(account, "secret")) {
        assertThat(client.ok("STAT")).startsWith("+OK 1 ");
        client.ok("QUIT");
      }
    }
  }

  private static String withMail() throws IOException {
    String account = server.administration().account();
    try (LmtpClient lmtp = server.lmtp()) {
      lmtp.deliver(TEXT, account);
    }
    return account;
  }

  /** With a quota, or disabled. */
  private static String account(String rest) {
    String name = server.administration().account();
    String body =
        "{\"password\":\"secret\",\"addresses\":[\"%s@example.org\"],%s}".formatted(name, rest);
    assertThat(server.administration().send("PUT", "accounts/" + name, body).statusCode())
        .isEqualTo(204);
    return name;
  }

  private static void mail(LmtpClient lmtp, String parameters) throws IOException {
    assertThat(lmtp.send("MAIL FROM:<sender@example.net>" + parameters)).startsWith("250");
  }

  private static String recipient(LmtpClient lmtp, String account) throws IOException {
    return lmtp.send("RCPT TO:<" + account + "@example.org>");
  }
}
