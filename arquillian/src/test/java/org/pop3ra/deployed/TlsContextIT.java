package org.pop3ra.deployed;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pop3ra.tls.TestTls;

/**
 * An SSL context of WildFly's own in place of files: the one that WildFly's default configuration
 * has, with a certificate that Elytron makes itself.
 */
@OnlyOn(value = Product.WILDFLY, why = "no other server has Elytron")
class TlsContextIT {
  private static final String CONTEXT = "applicationSSC";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Node node;

  @BeforeEach
  void start() throws Exception {
    node =
        Node.start(
            "tls-context",
            Database.fresh(),
            Map.of("POP3_TLS_CONTEXT", CONTEXT, "POP3_TLS_CERT", "", "POP3_TLS_KEY", ""));
  }

  @AfterEach
  void stop() throws Exception {
    node.kill();
  }

  @Test
  void loginsAreProtectedAsByFilesWhateverTheContextWouldAllow() throws Exception {
    Server server = node.ready();
    String account = server.administration().account();
    assertProtected(server, account);

    // Elytron then wraps its engines: they keep to its own lists, and to ours.
    try (WildFlyManagement management = new WildFlyManagement(server.managementPort())) {
      management.wrapSslContext(CONTEXT, "TLS_AES_128_GCM_SHA256");
      management.reload();
    }
    await().atMost(PATIENCE).until(() -> starts() == 2);
    assertProtected(node.ready(), account);
  }

  /** How often it has begun to take connections. */
  private int starts() throws IOException {
    return node.log().split("POP3 takes connections on port", -1).length - 1;
  }

  private static void assertProtected(Server server, String account) throws IOException {
    for (String protocol : new String[] {"TLSv1.2", "TLSv1.3"}) {
      try (Pop3Client client = server.connectTls(TestTls.client(), protocol)) {
        client.ok();
        client.login(account, "secret");
        client.ok("QUIT");
      }
    }
    try (Pop3Client client = afterStls(server)) {
      client.login(account, "secret");
      client.ok("QUIT");
    }
    assertThatThrownBy(() -> handshake(server, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256"))
        .isInstanceOf(SSLException.class);
    handshake(server, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
  }

  private static Pop3Client afterStls(Server server) throws IOException {
    Pop3Client plain = server.connect();
    plain.ok();
    plain.ok("STLS");
    Socket below = plain.socket();
    SSLSocket socket =
        (SSLSocket)
            TestTls.client()
                .getSocketFactory()
                .createSocket(below, "localhost", below.getPort(), true);
    socket.startHandshake();
    return new Pop3Client(socket);
  }

  private static void handshake(Server server, String suite) throws IOException {
    try (SSLSocket socket =
        (SSLSocket)
            TestTls.client().getSocketFactory().createSocket("127.0.0.1", server.pop3sPort())) {
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      socket.setEnabledCipherSuites(new String[] {suite});
      socket.startHandshake();
    }
  }
}
