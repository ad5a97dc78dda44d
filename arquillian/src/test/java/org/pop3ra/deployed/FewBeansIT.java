package org.pop3ra.deployed;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Fewer beans than workers, and far fewer than sessions. WildFly lets who asks for a bean wait;
 * Payara refuses the one too many at once. No client learns of either.
 */
class FewBeansIT {

  private static final int BEANS = 2;
  private static final int WORKERS = 16;
  private static final int SESSIONS = 40;
  private static final String MESSAGE = "Subject: to all\r\n\r\n" + "0123456789\r\n".repeat(10_000);
  private static final String PAYARA_LOGGER = "javax.enterprise.system.container.ejb.mdb";

  private static Node node;
  private static Server server;

  @BeforeAll
  static void start() throws Exception {
    node =
        Node.start(
            "few",
            Database.fresh(),
            Map.of(
                "POP3_MDB_POOL",
                Integer.toString(BEANS),
                "POP3_WORKERS",
                Integer.toString(WORKERS)));
    server = node.ready();
  }

  @AfterAll
  static void stop() throws Exception {
    node.kill();
  }

  @Test
  void whoFindsNoBeanWaitsForOne() throws Exception {
    if (Product.underTest() == Product.PAYARA) {
      logRefusals();
    }
    List<String> accounts = server.recipients(SESSIONS, MESSAGE);
    ExecutorService clients = Executors.newFixedThreadPool(SESSIONS);
    try {
      List<Callable<String>> sessions = new ArrayList<>();
      accounts.forEach(account -> sessions.add(() -> session(account)));
      for (Future<String> retrieved : clients.invokeAll(sessions)) {
        assertThat(retrieved.get()).contains("Subject: to all");
      }
    } finally {
      clients.shutdownNow();
    }
    if (Product.underTest() == Product.PAYARA) {
      // Or the test would prove nothing.
      assertThat(node.log()).contains("exceeded max of " + BEANS);
    }
  }

  private static void logRefusals() throws Exception {
    try (PayaraManagement management = new PayaraManagement(server.managementPort())) {
      management.log(PAYARA_LOGGER, "FINE");
    }
  }

  private static String session(String account) throws Exception {
    try (Pop3Client client = server.login(account, "secret")) {
      String message = new String(client.retrieve(1), US_ASCII);
      client.ok("DELE 1");
      client.ok("QUIT");
      return message;
    }
  }
}
