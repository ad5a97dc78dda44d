package org.pop3ra.deployed;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * More sessions at once than there are beans: 64 on WildFly, 128 on Payara, which refuses the one
 * too many at once. A session holds none; who asks for one waits for a worker.
 */
class ManySessionsIT extends DeployedServer {

  private static final int SESSIONS = 160;
  private static final String MESSAGE = "Subject: to all\r\n\r\n" + "0123456789\r\n".repeat(10_000);

  @Test
  void moreSessionsThanBeansAreAllServedAtTheSameTime() throws Exception {
    List<String> accounts = SERVER.recipients(SESSIONS, MESSAGE);
    Queue<Pop3Client> open = new ConcurrentLinkedQueue<>();
    ExecutorService clients = Executors.newFixedThreadPool(SESSIONS);
    try {
      SERVER.loginAll(accounts, open);
      List<Callable<byte[]>> retrievals = new ArrayList<>();
      open.forEach(client -> retrievals.add(() -> client.retrieve(1)));
      for (Future<byte[]> retrieved : clients.invokeAll(retrievals)) {
        assertThat(new String(retrieved.get(), US_ASCII)).contains("Subject: to all");
      }
      List<Callable<String>> ends = new ArrayList<>();
      open.forEach(client -> ends.add(() -> client.ok("DELE 1") + client.ok("QUIT")));
      for (Future<String> end : clients.invokeAll(ends)) {
        assertThat(end.get()).contains("+OK");
      }
    } finally {
      clients.shutdownNow();
      for (Pop3Client client : open) {
        client.close();
      }
    }
    for (String account : accounts) {
      assertThat(DATABASE.messages(account)).isZero();
    }
  }
}
