package org.pop3ra.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.pop3ra.spi.CanonicalMessage;
import org.pop3ra.spi.Credentials;
import org.pop3ra.spi.Lease;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropListener;
import org.pop3ra.spi.OpenMaildrop;
import org.pop3ra.spi.ScriptedMaildrops;

/** What becomes of a session, in each of its phases, when the server goes away. */
class ShutdownTest {
  private final ScriptedMaildrops maildrops = new ScriptedMaildrops();

  ShutdownTest() {
    maildrops.add("mrose", "secret", List.of(CanonicalMessage.ofLines("Subject: 1", "", "one")));
  }

  @Test
  void aClientThatHasNotLoggedInIsTold() throws IOException {
    TestServer server = TestServer.serving(maildrops).start();
    try (TestClient client = server.client()) {
      assertThat(client.line()).startsWith("+OK");

      server.close();

      assertThat(client.restAsText()).startsWith("-ERR [SYS/TEMP]").hasLineCount(1);
    }
  }

  @Test
  void aSessionBetweenTwoRepliesIsToldAndDeletesNothing() throws IOException {
    TestServer server = TestServer.serving(maildrops).start();
    try (TestClient client = server.login("mrose", "secret").send("DELE 1\r\nNO")) {
      assertThat(client.line()).startsWith("+OK");

      server.close();

      assertThat(client.restAsText()).startsWith("-ERR [SYS/TEMP]").hasLineCount(1);
    }
    assertThat(maildrops.isHeld("mrose")).isFalse();
    assertThat(maildrops.messages("mrose")).hasSize(1);
  }

  @Test
  void aLoginUnderWayGivesItsLeaseBackBeforeTheEnd() throws Exception {
    Gate gate = new Gate(maildrops);
    TestServer server = TestServer.serving(gate).start();
    try (TestClient client = server.client().send("USER mrose\r\nPASS secret\r\n")) {
      gate.awaitCall();
      CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> close(server));
      await().until(() -> server.listener().connections() == 0);
      assertThat(closing).isNotDone();

      gate.open();

      closing.get(10, TimeUnit.SECONDS);
      assertThat(maildrops.isHeld("mrose")).isFalse();
      assertThat(client.restAsText()).startsWith("+OK").doesNotContain("-ERR");
    }
  }

  @Test
  void aCommitUnderWayIsDone() throws Exception {
    Gate gate = new Gate(maildrops);
    TestServer server = TestServer.serving(gate).start();
    try (TestClient client = server.client().send("USER mrose\r\nPASS secret\r\n")) {
      gate.awaitCall();
      gate.open();
      for (int i = 0; i < 3; i++) {
        assertThat(client.line()).startsWith("+OK");
      }
      gate.shut();
      client.send("DELE 1\r\nQUIT\r\n");
      gate.awaitCall();
      CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> close(server));

      gate.open();

      closing.get(10, TimeUnit.SECONDS);
      assertThat(client.restAsText().lines()).hasSizeBetween(1, 2).allMatch(l -> l.contains("+OK"));
    }
    assertThat(maildrops.messages("mrose")).isEmpty();
  }

  private static void close(TestServer server) {
    try {
      server.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Keeps callers waiting. */
  private static final class Gate implements MaildropListener {
    private final MaildropListener behind;
    private volatile CountDownLatch closed = new CountDownLatch(1);
    private volatile CountDownLatch called = new CountDownLatch(1);

    Gate(MaildropListener behind) {
      this.behind = behind;
    }

    void awaitCall() throws InterruptedException {
      assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
    }

    void open() {
      closed.countDown();
    }

    void shut() {
      closed = new CountDownLatch(1);
      called = new CountDownLatch(1);
    }

    private void pass() {
      called.countDown();
      try {
        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public boolean ready(Optional<String> nodeName) {
      return true;
    }

    @Override
    public OpenMaildrop open(Credentials credentials) throws MaildropException {
      pass();
      return behind.open(credentials);
    }

    @Override
    public List<byte[]> read(Lease lease, long sequence, long offset, int length)
        throws MaildropException {
      pass();
      return behind.read(lease, sequence, offset, length);
    }

    @Override
    public void commit(Lease lease, long[] sequences) throws MaildropException {
      pass();
      behind.commit(lease, sequences);
    }
  }
}
