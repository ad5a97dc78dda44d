package org.pop3ra.netty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.pop3ra.netty.ListenerSettings.Limit;
import org.pop3ra.session.CleartextPolicy;
import org.pop3ra.session.LoginGuard;
import org.pop3ra.session.LoginMethods;
import org.pop3ra.session.Pop3Session;
import org.pop3ra.session.Pop3Settings;
import org.pop3ra.spi.MaildropListener;
import org.pop3ra.spi.Proof;
import org.pop3ra.tls.ServerEngines;
import org.pop3ra.tls.TestTls;

/**
 * POP3 on a port of the loopback interface, without a container. At its end nothing may be left: no
 * connection, no buffer, no thread of ours.
 */
final class TestServer implements AutoCloseable {
  static final Optional<ServerEngines> TLS = Optional.of(TestTls.engines("localhost"));
  static final String REFUSAL = "-ERR [SYS/TEMP] too many";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private static final LoginMethods PASSWORDS =
      LoginMethods.of(Set.of(Proof.PASSWORD), "pop.example.org");

  private final EventLoops loops;
  private final Workers workers;
  private final Future<?> ticking;
  private final Listener listener;

  private TestServer(Builder from) throws IOException {
    loops = new EventLoops(from.transport, 2);
    workers = new Workers(threads, from.permits, from.workerWait);
    ticking = loops.tick(workers::tick);
    LoginGuard failedLogins = new LoginGuard(Duration.ofMillis(200), System::nanoTime);
    listener =
        Listener.<MaildropListener>bind(
            loops,
            from.network(),
            client -> new Pop3Session(from.sessions(), PASSWORDS, failedLogins, client),
            new DirectEndpoint<>(from.maildrops),
            workers);
    listener.accept();
  }

  static Builder serving(MaildropListener maildrops) {
    return new Builder(maildrops);
  }

  TestClient client() throws IOException {
    return new TestClient(listener.port());
  }

  /** A client that began with a handshake. */
  TestClient tlsClient() throws IOException {
    return tlsClient(TestTls.client());
  }

  TestClient tlsClient(SSLContext context) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), tlsPort());
    socket.startHandshake();
    return new TestClient(socket);
  }

  int tlsPort() {
    return listener.ports().get(1);
  }

  /** A client that is logged in and has read all that was said. */
  TestClient login(String user, String password) throws IOException {
    TestClient client = client().send("USER " + user + "\r\nPASS " + password + "\r\n");
    assertThat(client.line()).startsWith("+OK");
    assertThat(client.line()).startsWith("+OK");
    assertThat(client.line()).startsWith("+OK");
    return client;
  }

  Listener listener() {
    return listener;
  }

  @Override
  public void close() throws IOException {
    try {
      assertThat(listener.close(Duration.ofMillis(100), PATIENCE)).as("all tasks ended").isTrue();
      ticking.cancel(false);
      workers.close();
      loops.closeOwn();
      threads.shutdown();
      assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertThat(listener.connections()).isZero();
    assertThat(loops.buffersInUse()).as("buffers that were not given back").isZero();
  }

  /** What differs from the product's defaults. */
  static final class Builder {
    private final MaildropListener maildrops;
    String address = "127.0.0.1";
    Optional<ServerEngines> tls = TLS;
    List<AddressRange> proxyFrom = List.of();
    CleartextPolicy cleartext = CleartextPolicy.ALWAYS;
    Transport transport = Transport.best();
    int permits = 4;
    Duration workerWait = PATIENCE;
    int maxConnections = 1000;
    int maxPerAddress;
    Duration writeStall = Duration.ofMinutes(5);
    Duration idle = Duration.ofMinutes(10);
    Duration login = Duration.ofMinutes(1);

    private Builder(MaildropListener maildrops) {
      this.maildrops = maildrops;
    }

    TestServer start() throws IOException {
      return new TestServer(this);
    }

    private ListenerSettings network() {
      return new ListenerSettings(
          doors(),
          proxyFrom,
          16 * 1024,
          4096,
          new Limit("most", maxConnections),
          new Limit("mostPerAddress", maxPerAddress),
          (REFUSAL + "\r\n").getBytes(ISO_8859_1),
          writeStall);
    }

    /** The second is there if there is TLS. */
    private List<Door> doors() {
      InetSocketAddress any = new InetSocketAddress(resolved(), 0);
      Door upgrade = new Door(any, Door.Start.UPGRADE, tls);
      return tls.isPresent()
          ? List.of(upgrade, new Door(any, Door.Start.IMPLICIT, tls))
          : List.of(upgrade);
    }

    private InetAddress resolved() {
      try {
        return InetAddress.getByName(address);
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException(e);
      }
    }

    private Pop3Settings sessions() {
      return new Pop3Settings(idle, login, 50, 4 * 1024 * 1024, cleartext, "pop3-ra");
    }
  }
}
