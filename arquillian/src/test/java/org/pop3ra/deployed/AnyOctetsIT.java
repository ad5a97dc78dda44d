package org.pop3ra.deployed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.pop3ra.lmtp.CanonicalReference;

/**
 * Whatever octets are delivered, in whatever way: RETR returns their canonical form, with as many
 * octets as LIST says. One character is one octet.
 */
class AnyOctetsIT extends DeployedServer {

  private static final int MESSAGES = 300;

  /** Where the store begins to do otherwise: a body becomes chunks, a chunk is full. */
  private static final int[] BOUNDARIES = {16 * 1024, 64 * 1024, 2 * 64 * 1024, 1024 * 1024};

  private static final int AROUND = 600;
  private static final String LETTERS = "\r\n.\0\r\n\u0080\u00ff.aB \t";
  private static final String CRLF = "\r\n";

  /** What the delivery puts in front. */
  private static final Pattern TRACE =
      Pattern.compile("Return-Path: <[^\r\n]*>\r\nReceived: [^\r\n]*\r\n(?:[ \t][^\r\n]*\r\n)*");

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void retrReturnsTheCanonicalFormAndListItsSize() throws Exception {
    assertThatAllComeBack(SERVER);
  }

  @Test
  void soItIsOnPostgreSql() throws Exception {
    try (Postgres postgres = Postgres.start()) {
      Node node = Node.start("octets", postgres.database());
      try {
        assertThatAllComeBack(node.ready());
      } finally {
        node.kill();
      }
    }
  }

  private void assertThatAllComeBack(Server server) throws Exception {
    String account = server.administration().account();
    List<String> expected = new ArrayList<>();
    try (LmtpClient lmtp = server.lmtp()) {
      for (int i = 0; i < MESSAGES; i++) {
        expected.add(deliver(lmtp, account, message(i)));
      }
    }

    long octets = 0;
    try (Pop3Client client = server.login(account, "secret")) {
      for (int number = 1; number <= MESSAGES; number++) {
        String retrieved = new String(client.retrieve(number), ISO_8859_1);
        String content = expected.get(number - 1);
        assertThat(retrieved.endsWith(content)).as(failure(number)).isTrue();
        String trace = retrieved.substring(0, retrieved.length() - content.length());
        assertThat(trace).as(failure(number)).matches(TRACE);
        assertThat(client.ok("LIST " + number)).isEqualTo("+OK %d %d", number, retrieved.length());
        octets += retrieved.length();
      }
      assertThat(client.ok("STAT")).isEqualTo("+OK %d %d", MESSAGES, octets);
      client.ok("QUIT");
    }
  }

  /** Returns what shall come back. */
  private String deliver(LmtpClient lmtp, String account, String message) throws Exception {
    if (random.nextBoolean()) {
      lmtp.deliver(message, account);
      // A line of DATA ends with CRLF, whatever the message ended with.
      return CanonicalReference.canonical(message.endsWith(CRLF) ? message : message + CRLF);
    }
    lmtp.deliverInChunks(message, 1 + random.nextInt(message.length() + 100), account);
    return CanonicalReference.canonical(message);
  }

  /** Half are small, the others close to a boundary; what comes in front counts, too. */
  private String message(int number) {
    int length =
        number % 2 == 0
            ? random.nextInt(400)
            : BOUNDARIES[boundary(number)] - AROUND + random.nextInt(2 * AROUND);
    StringBuilder message = new StringBuilder(length);
    if (random.nextBoolean()) {
      message.append("Subject: ").append(number).append(CRLF).append(CRLF);
    }
    while (message.length() < length) {
      append(message, length - message.length());
    }
    return message.toString();
  }

  /** Few of the largest. */
  private static int boundary(int number) {
    return number % 100 == 99 ? BOUNDARIES.length - 1 : number / 2 % (BOUNDARIES.length - 1);
  }

  /** A letter that means something, or any; now and then a long line, or many line ends. */
  private void append(StringBuilder message, int most) {
    String next =
        switch (random.nextInt(200)) {
          case 0 -> "x".repeat(random.nextInt(5000));
          case 1 -> "\n".repeat(random.nextInt(2000));
          case 2 -> "\r\n.".repeat(random.nextInt(1000));
          case 3, 4, 5, 6, 7, 8, 9, 10 -> String.valueOf((char) random.nextInt(256));
          default -> String.valueOf(LETTERS.charAt(random.nextInt(LETTERS.length())));
        };
    message.append(next, 0, Math.min(most, next.length()));
  }

  private String failure(int number) {
    return "message " + number + " of seed " + seed;
  }
}
