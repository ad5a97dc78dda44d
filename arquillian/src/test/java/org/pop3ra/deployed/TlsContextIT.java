package org.pop3ra.deployed;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.pop3ra.tls.TestTls;

/**
 * An SSL context of WildFly's own in place of files: the one that WildFly's default configuration
 * has, with a certificate that Elytron makes itself. Then a key store in place of the context.
 */
@OnlyOn(value = Product.WILDFLY, why = "no other server has Elytron")
@TestMethodOrder(OrderAnnotation.class)
class TlsContextIT {
  private static final String NAME = "tls-context";
  private static final String KEY = "AAECAwQFBgcICQoLDA0ODw==";
  private static final String CONTEXT = "applicationSSC";
  private static final String KEY_MANAGER = "pop3";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static Node node;

  @BeforeAll
  static void start() throws Exception {
    node =
        Node.start(
            NAME,
            Database.fresh(),
            Map.of("POP3_TLS_CONTEXT", CONTEXT, "POP3_TLS_CERT", "", "POP3_TLS_KEY", ""));
  }

  @AfterAll
  static void stop() throws Exception {
    if (node != null) {
      node.kill();
    }
  }

  @Test
  @Order(1)
  void loginsAreProtectedAsByFilesWhateverTheContextWouldAllow() throws Exception {
    Server server = node.ready();
    String account = server.administration().account();
    assertProtected(server, account);
    assertDeliveredOverTls(server, account);

    // Elytron then wraps its engines: they keep to its own lists, and to ours.
    try (WildFlyManagement management = new WildFlyManagement(server.managementPort())) {
      management.wrapSslContext(CONTEXT, "TLS_AES_128_GCM_SHA256");
      management.addKeyManager(KEY_MANAGER, "CN=first");
      management.setKeyManager(CONTEXT, KEY_MANAGER);
      management.setAdapterProperty("secretKey", management.encrypted(KEY));
      management.reload();
    }
    await().atMost(PATIENCE).until(() -> starts() == 2);
    assertProtected(node.ready(), account);
    assertHasTheKey(server);
    assertTakesAnotherKeyWithoutARestart(server, account);
  }

  /** Of its entries those that are named, each for its host, and whatever takes their place. */
  @Test
  @Order(2)
  void aKeyStoreInPlaceOfTheContextIsShownEntryByEntry() throws Exception {
    KeyStoreFile store =
        new KeyStoreFile(Path.of("target", "nodes", NAME, "configuration", "hosts.p12"));
    store.add("other", "other.example");
    store.add("one", "one.example");
    store.add("two", "two.example");
    int before = starts();
    Server server = node.serving();
    try (WildFlyManagement management = new WildFlyManagement(server.managementPort())) {
      management.removeAdapterProperty("tlsContext");
      management.setAdapterProperty("tlsKeyStore", store.path().toString());
      management.setAdapterProperty("tlsKeyStorePassword", KeyStoreFile.PASSWORD);
      management.setAdapterProperty("tlsKeyAlias", "one,two");
      management.reload();
    }
    await().atMost(PATIENCE).until(() -> starts() == before + 1);

    assertThat(subject(server)).isEqualTo("CN=one.example");
    assertThat(subject(server, "two.example")).isEqualTo("CN=two.example");
    assertThat(subject(server, "other.example")).isEqualTo("CN=one.example");
    store.remove("two");
    store.add("two", "next.example");
    await().atMost(PATIENCE).until(() -> subject(server, "next.example").equals("CN=next.example"));
    assertThat(starts()).isEqualTo(before + 1);
  }

  /** As WildFly does it: nobody tells the adapter. */
  private void assertTakesAnotherKeyWithoutARestart(Server server, String account)
      throws Exception {
    try (WildFlyManagement management = new WildFlyManagement(server.managementPort());
        Pop3Client before = server.connectTls(TestTls.client(), "TLSv1.3")) {
      before.ok();
      assertThat(subject(server)).isEqualTo("CN=first");

      management.exchangeKey(KEY_MANAGER, "CN=second");

      assertThat(subject(server)).isEqualTo("CN=second");
      before.login(account, "secret");
      before.ok("QUIT");
    }
    assertThat(starts()).isEqualTo(2);
  }

  /** Of the certificate that the server shows, perhaps for a host. */
  private static String subject(Server server, String... host) throws IOException {
    try (SSLSocket socket =
        (SSLSocket)
            TestTls.client().getSocketFactory().createSocket("127.0.0.1", server.pop3sPort())) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setServerNames(Stream.of(host).<SNIServerName>map(SNIHostName::new).toList());
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return socket.getSession().getPeerPrincipal().getName();
    }
  }

  /** From WildFly's own store, so that it stands neither in the environment nor in a file. */
  private void assertHasTheKey(Server server) throws Exception {
    server.administration().putRecoverable("mrose", "tanstaaf", "mrose@example.org");
    try (Pop3Client client = server.connect()) {
      client.ok();
      client.loginByCramMd5("mrose", "tanstaaf");
      client.ok("QUIT");
    }
    assertThat(Path.of("target", "nodes", NAME, "configuration", "standalone.xml"))
        .content()
        .contains("${ENC::pop3:")
        .doesNotContain(KEY);
    assertThat(node.log()).doesNotContain(KEY);
  }

  /** How often it has begun to take connections. */
  private static int starts() throws IOException {
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

  private static void assertDeliveredOverTls(Server server, String account) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            TestTls.client().getSocketFactory().createSocket("127.0.0.1", server.lmtpsPort());
    socket.startHandshake();
    try (LmtpClient lmtp = new LmtpClient(socket)) {
      lmtp.deliver("Subject: protected\r\n\r\n", account);
    }
    try (Pop3Client client = server.login(account, "secret")) {
      assertThat(new String(client.retrieve(1), US_ASCII))
          .contains("with LMTPS", "Subject: protected");
      client.ok("QUIT");
    }
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
