package org.pop3ra.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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
    List<String> accounts = deliverToAll();
    List<Pop3Client> stalled = new ArrayList<>();
    try {
      for (String account : accounts) {
        Pop3Client client = SERVER.login(account, "secret");
        stalled.add(client);
        client.write("RETR 1\r\n");
      }

      String other = SERVER.administration().account();
      try (Pop3Client client = SERVER.login(other, "secret")) {
        assertThat(client.ok("STAT")).isEqualTo("+OK 0 0");
        client.ok("QUIT");
      }

      assertThat(stalled.get(0).ok()).startsWith("+OK ");
      assertThat(String.join("\r\n", stalled.get(0).lines()) + "\r\n").endsWith(LARGE);
    } finally {
      for (Pop3Client client : stalled) {
        client.close();
      }
    }
  }

  private static List<String> deliverToAll() throws Exception {
    List<String> accounts = new ArrayList<>();
    Administration administration = SERVER.administration();
    for (int i = 0; i < READERS; i++) {
      accounts.add(administration.account());
    }
    try (LmtpClient lmtp = SERVER.lmtp()) {
      lmtp.deliver(LARGE, accounts.toArray(String[]::new));
    }
    return accounts;
  }
}
