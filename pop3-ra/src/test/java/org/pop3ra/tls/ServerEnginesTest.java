package org.pop3ra.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pop3ra.session.TlsSession;

class ServerEnginesTest {

  /** RFC 9325 sections 3.1.1 and 4.2. */
  @Test
  void allowsOnlyProtocolsAndSuitesThatAreGood() {
    SSLEngine engine = TestTls.engines("localhost").engine();

    assertThat(engine.getEnabledProtocols()).containsExactly("TLSv1.3", "TLSv1.2");
    assertThat(engine.getEnabledCipherSuites())
        .hasSize(9)
        .allMatch(suite -> suite.matches("TLS_(ECDHE_(RSA|ECDSA)_WITH_)?(AES|CHACHA20).*"))
        .allMatch(suite -> suite.contains("GCM") || suite.contains("POLY1305"));
    assertThat(engine.getWantClientAuth()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "a.example, a.example",
    "A.Example, a.example",
    "b.example, b.example",
    "mail.b.example, b.example",
    "a.mail.b.example, localhost",
    "elsewhere.example, localhost",
    "'', localhost"
  })
  void showsTheCertificateOfTheHostThatTheClientNames(String host, String shown)
      throws IOException {
    ServerEngines engines = TestTls.engines("localhost", "a.example", "b.example");

    for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
      Connection connection = new Connection(engines, client(host, protocol));
      connection.shakeHands();

      assertThat(connection.shown().getSubjectX500Principal().getName()).isEqualTo("CN=" + shown);
    }
  }

  @Test
  void showsAKeyThatTheClientCanUse() throws IOException {
    ServerEngines engines = TestTls.engines("localhost", "localhost-rsa");
    SSLEngine client = client("", "TLSv1.2");
    client.setEnabledCipherSuites(new String[] {"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"});
    Connection connection = new Connection(engines, client);
    connection.shakeHands();

    assertThat(connection.shown().getPublicKey().getAlgorithm()).isEqualTo("RSA");
  }

  @Test
  void showsAnEd25519Key() throws IOException {
    Connection connection =
        new Connection(TestTls.engines("localhost-ed25519"), client("localhost", "TLSv1.3"));
    connection.shakeHands();

    assertThat(connection.shown().getPublicKey().getAlgorithm()).isEqualTo("EdDSA");
    assertThat(connection.outcome().serverEndPoint()).isEmpty();
  }

  @Test
  void takesTheCertificatesOfClientsThatShowOne() throws Exception {
    KeyFiles files =
        new KeyFiles(TestTls.pem("localhost").pairs(), Optional.of(TestTls.file("client-ca.pem")));
    SSLContext context = files.load().context();
    ServerEngines engines = new ServerEngines(() -> context, Optional.empty(), true);
    KeyFiles.Pair pair = new KeyFiles.Pair(TestTls.file("client.pem"), TestTls.file("client.key"));

    Connection with = new Connection(engines, TestTls.client(pair).createSSLEngine());
    with.shakeHands();
    Connection without = new Connection(engines, client("", "TLSv1.3"));
    without.shakeHands();

    assertThat(with.outcome().clientCertificates())
        .singleElement()
        .satisfies(
            shown -> assertThat(shown.getSubjectX500Principal().getName()).isEqualTo("CN=mrose"));
    assertThat(without.outcome().clientCertificates()).isEmpty();
  }

  static SSLEngine client(String host, String protocol) {
    SSLEngine client = TestTls.client().createSSLEngine();
    SSLParameters parameters = client.getSSLParameters();
    parameters.setProtocols(new String[] {protocol});
    if (!host.isEmpty()) {
      parameters.setServerNames(List.of(new SNIHostName(host)));
    }
    client.setSSLParameters(parameters);
    return client;
  }

  /** The two sides of a connection, in memory. */
  static final class Connection {
    private final TlsSide client;
    private final TlsSide server;

    Connection(ServerEngines engines, SSLEngine client) {
      this.client = TlsSide.client(client);
      server = TlsSide.server(engines.engine());
    }

    void shakeHands() throws IOException {
      client.begin();
      server.begin();
      while (client.handshaking() || server.handshaking()) {
        server.received(client.toSend());
        client.received(server.toSend());
      }
    }

    /** The server says something; a ticket comes along. */
    void exchange(String word) throws IOException {
      client.received(server.toSend(word.getBytes(StandardCharsets.US_ASCII)));
    }

    /** A resumed session is as old as the first; called some milliseconds after that. */
    boolean resumed(Connection before) {
      return created() == before.created();
    }

    long created() {
      return client.engine().getSession().getCreationTime();
    }

    X509Certificate shown() throws SSLPeerUnverifiedException {
      return (X509Certificate) client.engine().getSession().getPeerCertificates()[0];
    }

    TlsSession outcome() {
      return Handshakes.outcome(server.engine().getSession());
    }
  }
}
