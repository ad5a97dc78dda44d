package org.pop3ra.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Suspend and resume. On Payara, which has neither, the application is disabled and enabled: what
 * is promised to clients is the same.
 */
class LifecycleIT extends DeployedServer {

  private static final String LARGE =
      "Subject: large\r\n\r\n" + "0123456789abcdef\r\n".repeat(500_000);

  private final String account = SERVER.administration().account();

  @Test
  void suspendTellsIdleSessionsAndResumeTakesNewOnes() throws Exception {
    try (Pop3Client client = SERVER.login(account, "secret");
        LmtpClient lmtp = SERVER.lmtp()) {
      suspend();

      assertThat(client.line()).startsWith("-ERR [SYS/TEMP]");
      assertThat(client.closed()).isTrue();
      assertThat(lmtp.reply()).startsWith("421 ");
      assertThatThrownBy(SERVER::connect).isInstanceOf(ConnectException.class);
    } finally {
      resume();
    }

    try (Pop3Client client = SERVER.login(account, "secret")) {
      client.ok("QUIT");
    }
  }

  @Test
  void aReplyInTheMakingIsCutWithoutATerminatorAfterTheDrainTime() throws Exception {
    try (LmtpClient lmtp = SERVER.lmtp()) {
      lmtp.deliver(LARGE, account);
    }
    try (Pop3Client client = SERVER.login(account, "secret")) {
      client.write("RETR 1\r\n");
      client.ok();
      suspend();

      assertThatThrownBy(client::lines).isInstanceOf(EOFException.class);
    } finally {
      resume();
    }
    try (Pop3Client client = SERVER.login(account, "secret")) {
      assertThat(client.ok("STAT")).startsWith("+OK 1 ");
    }
  }

  @Test
  void aReplyThatIsTakenWithinTheDrainTimeIsWhole() throws Exception {
    try (LmtpClient lmtp = SERVER.lmtp()) {
      lmtp.deliver(LARGE, account);
    }
    ExecutorService administrator = Executors.newSingleThreadExecutor();
    try (Pop3Client client = SERVER.login(account, "secret")) {
      client.ok("DELE 1");
      client.ok("RSET");
      client.write("RETR 1\r\nDELE 1\r\nQUIT\r\n");
      client.ok();
      Future<?> suspended = administrator.submit(() -> suspend(30));
      awaitClosedDoor();

      assertThat(String.join("\r\n", client.lines()) + "\r\n").endsWith(LARGE);
      // What was sent behind it is not begun any more.
      assertThat(client.line()).startsWith("-ERR [SYS/TEMP]");
      assertThat(client.closed()).isTrue();
      suspended.get(30, TimeUnit.SECONDS);
    } finally {
      resume();
      administrator.shutdownNow();
    }
    try (Pop3Client client = SERVER.login(account, "secret")) {
      assertThat(client.ok("STAT")).startsWith("+OK 1 ");
    }
  }

  @Test
  void suspendsAndResumesMayComeAsOftenAsTheyLike() throws Exception {
    for (int i = 0; i < 3; i++) {
      suspend();
      suspend();
      resume();
      resume();
    }
    try (Pop3Client client = SERVER.login(account, "secret");
        LmtpClient lmtp = SERVER.lmtp()) {
      lmtp.deliver("Subject: after\r\n\r\n", account);
      client.ok("QUIT");
    }
  }

  private static void suspend() throws IOException {
    suspend(0);
  }

  private static Void suspend(int seconds) throws IOException {
    try (Management management = Management.of(SERVER)) {
      management.suspend(seconds);
    }
    return null;
  }

  private static void resume() throws IOException {
    try (Management management = Management.of(SERVER)) {
      management.resume();
    }
  }

  /** The server has begun to suspend. */
  private static void awaitClosedDoor() {
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> SERVER.connect().close()).isInstanceOf(IOException.class));
  }
}
