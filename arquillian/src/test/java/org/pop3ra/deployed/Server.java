package org.pop3ra.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A running server's ports on loopback, and clients for them. */
public record Server(
    int pop3Port, int pop3sPort, int lmtpPort, int lmtpsPort, int httpPort, int managementPort) {

  /** The one that Arquillian starts. */
  static Server managed() {
    return new Server(
        Integer.getInteger("it.port.pop3"),
        Integer.getInteger("it.port.pop3s"),
        Integer.getInteger("it.port.lmtp"),
        Integer.getInteger("it.port.lmtps"),
        Integer.getInteger("it.port.http"),
        Integer.getInteger("it.port.management"));
  }

  /** One for a server that is to be started; see {@link Ports#free}. */
  static Server onFreePorts() {
    return new Server(
        Ports.free(), Ports.free(), Ports.free(), Ports.free(), Ports.free(), Ports.free());
  }

  /** Connected, the greeting not yet read. */
  public Pop3Client connect() throws IOException {
    return new Pop3Client(InetAddress.getLoopbackAddress(), pop3Port);
  }

  /** Connected to the port of POP3S, the handshake made; the greeting not yet read. */
  public Pop3Client connectTls(SSLContext context, String... protocols) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), pop3sPort);
    if (protocols.length > 0) {
      socket.setEnabledProtocols(protocols);
    }
    socket.startHandshake();
    return new Pop3Client(socket);
  }

  /** Connected, greeted and logged in. */
  public Pop3Client login(String name, String password) throws IOException {
    Pop3Client client = connect();
    client.ok();
    client.login(name, password);
    return client;
  }

  /** Waits until somebody can log in, finds so many messages, and quits. */
  void awaitMessages(String account, int messages, Duration patience) {
    await()
        .atMost(patience)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              try (Pop3Client client = login(account, "secret")) {
                assertThat(client.ok("STAT")).startsWith("+OK " + messages + " ");
                client.ok("QUIT");
              }
            });
  }

  /** So many sessions of accounts of their own, for {@code opened} to close. */
  void loginAll(List<String> accounts, Queue<Pop3Client> opened) {
    accounts.parallelStream().forEach(account -> opened.add(loggedIn(account)));
  }

  private Pop3Client loggedIn(String account) {
    try {
      return login(account, "secret");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** So many accounts that got one message each. */
  List<String> recipients(int count, String message) throws IOException {
    List<String> accounts = administration().accounts(count);
    try (LmtpClient lmtp = lmtp()) {
      lmtp.deliver(message, accounts.toArray(String[]::new));
    }
    return accounts;
  }

  /** Connected, greeted and past LHLO. */
  public LmtpClient lmtp() throws IOException {
    return new LmtpClient(InetAddress.getLoopbackAddress(), lmtpPort);
  }

  /**
   * Nobody listens any more; what the kernel still remembers of closed connections is no matter.
   */
  void assertPortsAreFree() throws IOException {
    for (int port : new int[] {pop3Port, lmtpPort, httpPort, managementPort}) {
      try (ServerSocket socket = new ServerSocket()) {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      }
    }
  }

  public Administration administration() {
    return new Administration(URI.create("http://127.0.0.1:" + httpPort + "/pop3/api/"));
  }
}
