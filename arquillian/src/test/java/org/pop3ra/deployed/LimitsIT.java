package org.pop3ra.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Limits that an administrator can set, on a server where they are small enough to be met. {@link
 * StalledReaderIT} meets {@code writeStallSeconds}, {@link BadInputIT} and {@link RoundTripIT} meet
 * defaults; {@code workerWaitSeconds} and {@code drainSeconds} of a length of one's own are not met
 * on a server, but in {@code WorkersTest} and {@code SlowReaderTest}.
 */
class LimitsIT {

  private static final String TEXT = "Subject: one\r\n\r\nText\r\n";
  private static final long DELAY_MILLIS = 1500;
  private static final String SECRET = "AAECAwQFBgcICQoLDA0ODw==";

  private static Node node;
  private static Server server;

  @BeforeAll
  static void start() throws Exception {
    Map<String, String> settings =
        Map.ofEntries(
            Map.entry("POP3_IDLE_SECONDS", "3"),
            Map.entry("POP3_LOGIN_SECONDS", "2"),
            Map.entry("LMTP_IDLE_SECONDS", "3"),
            Map.entry("POP3_MAX_CONNECTIONS", "5"),
            Map.entry("POP3_MAX_CONNECTIONS_PER_ADDRESS", "3"),
            Map.entry("LMTP_MAX_CONNECTIONS", "3"),
            Map.entry("LMTP_MAX_CONNECTIONS_PER_ADDRESS", "2"),
            Map.entry("POP3_MAX_DELIVERIES", "1"),
            Map.entry("POP3_MAX_BAD_COMMANDS", "3"),
            Map.entry("POP3_MAX_RECIPIENTS", "2"),
            Map.entry("POP3_MAX_MESSAGE_OCTETS", "2000"),
            Map.entry("POP3_OVER_QUOTA", "permanent"),
            Map.entry("POP3_SECRET_KEY", SECRET),
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
    try (LmtpClient lmtp = lmtp()) {
      assertThat(lmtp.reply()).startsWith("421 4.4.2 ");
    }
  }

  @Test
  void tooManyConnectionsOfOneAddressAreRefusedAndTheOthersGoOn() throws Exception {
    String account = server.administration().account();
    List<Pop3Client> clients = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        clients.add(admitted(server::connect));
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
  void tooManyConnectionsInAllAreRefused() throws Exception {
    List<Pop3Client> clients = new ArrayList<>();
    try {
      for (int i = 1; i <= 5; i++) {
        int host = i;
        clients.add(admitted(() -> from(host, server.pop3Port())));
      }
      try (Pop3Client oneMore = from(6, server.pop3Port())) {
        assertThat(oneMore.line()).startsWith("-ERR ");
        assertThat(oneMore.closed()).isTrue();
      }
      clients.get(0).ok("QUIT");
    } finally {
      for (Pop3Client client : clients) {
        client.close();
      }
    }
  }

  @Test
  void tooManyConnectionsOfMtasAreTold421() throws Exception {
    try (LmtpClient one = lmtp();
        LmtpClient two = lmtp();
        Pop3Client ofTheirAddress = from(1, server.lmtpPort());
        Pop3Client ofAnother = from(2, server.lmtpPort())) {
      assertThat(ofTheirAddress.line()).startsWith("421 ");
      assertThat(ofAnother.line()).startsWith("220 ");
      try (Pop3Client oneMoreInAll = from(3, server.lmtpPort())) {
        assertThat(oneMoreInAll.line()).startsWith("421 ");
      }
      assertThat(one.send("NOOP")).startsWith("250");
      assertThat(two.send("NOOP")).startsWith("250");
    }
  }

  /** Once the server knows that those of the test before are gone. */
  private static LmtpClient lmtp() {
    return soon(server::lmtp);
  }

  /** The same for POP3, with the greeting read. */
  private static Pop3Client admitted(Callable<Pop3Client> connect) {
    return soon(
        () -> {
          Pop3Client client = connect.call();
          client.ok();
          return client;
        });
  }

  private static <T> T soon(Callable<T> connect) {
    return await()
        .pollInterval(Duration.ofMillis(50))
        .pollDelay(Duration.ZERO)
        .ignoreExceptionsMatching(AssertionError.class::isInstance)
        .until(connect, Objects::nonNull);
  }

  private static Pop3Client from(int host, int port) throws IOException {
    InetAddress here = InetAddress.getByName("127.0.0." + host);
    return new Pop3Client(new Socket(InetAddress.getLoopbackAddress(), port, here, 0));
  }

  /** RFC 5321 section 4.5.3.2.4: there are two minutes for it. */
  @Test
  void aMessageWaitsUntilTheOneBeforeItIsIn() throws Exception {
    String account = server.administration().account();
    try (LmtpClient first = lmtp();
        LmtpClient second = lmtp()) {
      for (LmtpClient lmtp : List.of(first, second)) {
        mail(lmtp, "");
        assertThat(recipient(lmtp, account)).startsWith("250");
      }
      assertThat(first.send("DATA")).startsWith("354");
      CompletableFuture<String> waiting = CompletableFuture.supplyAsync(() -> data(second));
      assertThatThrownBy(() -> waiting.get(300, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);

      assertThat(first.send("x\r\n.")).startsWith("250");
      assertThat(waiting.get(10, TimeUnit.SECONDS)).startsWith("354");
      assertThat(second.send("y\r\n.")).startsWith("250");
    }
  }

  private static String data(LmtpClient lmtp) {
    try {
      return lmtp.send("DATA");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
    try (LmtpClient lmtp = lmtp()) {
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
    try (LmtpClient lmtp = lmtp()) {
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
    String account = fullAt(60);
    try (LmtpClient lmtp = lmtp()) {
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
  void theValuesInForceAreLoggedOnceAndNoSecretIs() throws Exception {
    String log = node.log();

    assertThat(log.lines().filter(line -> line.contains("Configuration: ")))
        .singleElement()
        .asString()
        .contains("idleSeconds=3,", "maxDeliveries=1,", "overQuota=permanent,")
        .contains("secretKey=(secret),");
    assertThat(log).doesNotContain(SECRET);
  }

  private static String withMail() throws IOException {
    String account = server.administration().account();
    try (LmtpClient lmtp = lmtp()) {
      lmtp.deliver(TEXT, account);
    }
    return account;
  }

  private static String fullAt(int octets) {
    String name = server.administration().account();
    String body =
        "{\"password\":\"secret\",\"addresses\":[\"%s@example.org\"],\"quotaOctets\":%d}"
            .formatted(name, octets);
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
