package org.pop3ra.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/**
 * Clients that do not read what they asked for hold no thread, no database connection and no
 * transaction: more of them than there are workers, database connections and bean instances do not
 * keep anybody else waiting.
 */
class SlowReaderIT extends DeployedServer {

  private static final int READERS = 100;
  private static final String LARGE =
      "Subject: large\r\n\r\n" + "0123456789abcdef0123456789abcdef\r\n".repeat(200_000);

  @Test
  void readersThatStallKeepNobodyWaiting() throws Exception {
    List<String> accounts = SERVER.recipients(READERS, LARGE);
    Queue<Pop3Client> stalled = new ConcurrentLinkedQueue<>();
    try {
      SERVER.loginAll(accounts, stalled);
      for (Pop3Client client : stalled) {
        client.write("RETR 1\r\n");
      }

      String other = SERVER.administration().account();
      try (Pop3Client client = SERVER.login(other, "secret")) {
        assertThat(client.ok("STAT")).isEqualTo("+OK 0 0");
        client.ok("QUIT");
      }

      Pop3Client first = stalled.element();
      assertThat(first.ok()).startsWith("+OK ");
      assertThat(String.join("\r\n", first.lines()) + "\r\n").endsWith(LARGE);
    } finally {
      for (Pop3Client client : stalled) {
        client.close();
      }
    }
  }
}
