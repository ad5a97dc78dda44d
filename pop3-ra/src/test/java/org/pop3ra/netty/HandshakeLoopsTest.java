package org.pop3ra.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pop3ra.spi.ScriptedMaildrops;
import org.pop3ra.tls.ServerEngines;
import org.pop3ra.tls.TestTls;

/** A handshake holds its event loop while it is computed. */
@Timeout(60)
class HandshakeLoopsTest {
  private static final int CLIENTS = 8;

  private final Semaphore computing = new Semaphore(0);
  private final CountDownLatch computed = new CountDownLatch(1);

  @Test
  @SuppressWarnings("try") // What releases the handshake is only closed, before the server.
  void clientsInTheClearDoNotWaitForIt() throws Exception {
    TestServer.Builder builder = TestServer.serving(new ScriptedMaildrops());
    builder.tls = Optional.of(heldBack(TestTls.engines("localhost")));
    List<TestClient> inTheClear = new ArrayList<>();
    try (TestServer server = builder.start();
        Socket hello = new Socket(InetAddress.getLoopbackAddress(), server.tlsPort());
        AutoCloseable release = computed::countDown) {
      assertThat(hello.isConnected() && computing.tryAcquire(10, TimeUnit.SECONDS)).isTrue();

      // At once, and more than there are loops: some are on each.
      for (int i = 0; i < CLIENTS; i++) {
        inTheClear.add(server.client());
      }
      for (TestClient client : inTheClear) {
        assertThat(client.line()).startsWith("+OK");
        client.close();
      }
    }
  }

  @Test
  void thereAreTwiceAsManyAsOfOthers() {
    try (EventLoops loops = new EventLoops(3)) {
      InetSocketAddress any = new InetSocketAddress(0);
      Door implicit = new Door(any, Door.Start.IMPLICIT, Optional.of(TestTls.engines("localhost")));

      assertThat(loops.all(Door.inTheClear(any))).hasSize(3);
      assertThat(loops.all(implicit)).hasSize(6);
    }
  }

  /** Until the test has seen enough. */
  private ServerEngines heldBack(ServerEngines engines) {
    return new ServerEngines(
        () -> {
          computing.release();
          await();
          return engines.engines().get();
        },
        engines.terms(),
        engines.mayBlock());
  }

  private void await() {
    try {
      assertThat(computed.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
