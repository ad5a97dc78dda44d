package org.pop3ra.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3ra.tls.TestTls;

/** Behind a real HAProxy, whose address the server's configuration names. */
class ProxyIT extends DeployedServer {
  private static final String BALANCER = "127.0.0.77";

  private final int version1 = Ports.free();
  private final int version2 = Ports.free();
  private final int tls = Ports.free();
  private final String account = SERVER.administration().account();
  private Process haproxy;

  ProxyIT() throws IOException {}

  @BeforeEach
  void balance() throws IOException {
    Path configuration =
        Files.createTempFile(Path.of(System.getProperty("it.base")), "haproxy", ".cfg");
    Files.writeString(
        configuration,
        """
        defaults
          mode tcp
          timeout connect 5s
          timeout client 30s
          timeout server 30s
        listen v1
          bind 127.0.0.1:%d
          source %s
          server pop3 127.0.0.1:%d send-proxy check check-send-proxy
        listen v2
          bind 127.0.0.1:%d
          source %s
          server pop3 127.0.0.1:%d send-proxy-v2 check check-send-proxy
        listen tls
          bind 127.0.0.1:%d
          source %s
          server pop3s 127.0.0.1:%d send-proxy-v2
        """
            .formatted(
                version1,
                BALANCER,
                SERVER.pop3Port(),
                version2,
                BALANCER,
                SERVER.pop3Port(),
                tls,
                BALANCER,
                SERVER.pop3sPort()));
    haproxy = Tool.named("haproxy", "haproxy").start("-db", "-f", configuration.toString());
    await().atMost(Duration.ofSeconds(20)).until(this::balancing);
  }

  @AfterEach
  void end() throws InterruptedException {
    if (haproxy != null) {
      haproxy.destroy();
      haproxy.waitFor();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theClientBehindItIsSeen(int version) throws Exception {
    String address = "127.0.1." + version;
    try (Pop3Client client = new Pop3Client(from(address, version == 1 ? version1 : version2))) {
      client.ok();
      client.ok("USER " + account);
      assertThat(client.send("PASS wrong")).startsWith("-ERR [AUTH]");
      client.login(account, "secret");
      client.ok("QUIT");
    }

    assertThat(log()).contains("login refused: user=\"" + account + "\" address=" + address);
  }

  @Test
  void theHeaderComesBeforeTheHandshake() throws Exception {
    Socket plain = from("127.0.1.3", tls);
    SSLSocket socket =
        (SSLSocket) TestTls.client().getSocketFactory().createSocket(plain, "localhost", tls, true);
    try (Pop3Client client = new Pop3Client(socket)) {
      client.ok();
      client.login(account, "secret");
      client.ok("QUIT");
      assertThat(client.closed()).isTrue();
    }
  }

  /** The balancer is on this machine, and its client is not: no password in the clear. */
  @Test
  void whoIsLocalIsJudgedByTheHeader() throws Exception {
    try (Pop3Client client = new Pop3Client(from(BALANCER, SERVER.pop3Port()))) {
      client.write("PROXY TCP4 192.0.2.1 192.0.2.2 40000 110\r\n");
      client.ok();

      assertThat(client.send("USER " + account)).startsWith("-ERR no login in the clear");
    }
  }

  @Test
  void aBalancerWithoutAHeaderIsNotServed() throws Exception {
    try (Pop3Client client = new Pop3Client(from(BALANCER, SERVER.pop3Port()))) {
      client.write("USER mrose\r\n");

      assertThat(client.closed()).isTrue();
    }
  }

  @Test
  void aHeaderFromAnybodyElseEndsTheConnection() throws Exception {
    try (Pop3Client client = SERVER.connect()) {
      client.ok();
      client.write("PROXY TCP4 127.0.0.1 127.0.0.1 40000 110\r\nCAPA\r\n");

      assertThat(client.closed()).isTrue();
    }
  }

  private boolean balancing() {
    if (!haproxy.isAlive()) {
      throw new AssertionError("HAProxy has ended");
    }
    try (Pop3Client first = new Pop3Client(from("127.0.0.1", version1));
        Pop3Client second = new Pop3Client(from("127.0.0.1", version2))) {
      return first.ok().startsWith("+OK") && second.ok().startsWith("+OK");
    } catch (IOException e) {
      return false;
    }
  }

  private static Socket from(String address, int port) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(address), 0);
  }

  private static String log() throws IOException {
    return Files.readString(
        Product.underTest().log(Path.of(System.getProperty("it.base"))),
        StandardCharsets.ISO_8859_1);
  }
}
