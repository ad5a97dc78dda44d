package org.pop3ra.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3ra.session.TlsSession;

abstract class HandshakesContract {
  private final TlsProvider provider;

  HandshakesContract(TlsProvider provider) {
    this.provider = provider;
  }

  /** RFC 5929 section 4.1: the hash of the signature. */
  @ParameterizedTest
  @CsvSource({
    "localhost, TLSv1.2",
    "localhost, TLSv1.3",
    "b.example, TLSv1.2",
    "b.example, TLSv1.3"
  })
  void bindsToTheCertificate(String certificate, String protocol) throws Exception {
    Connection connection =
        new Connection(
            TestTls.engines(provider, certificate), ServerEnginesContract.client("", protocol));
    connection.shakeHands();
    TlsSession outcome = connection.outcome();

    assertThat(outcome.protocol()).isEqualTo(protocol);
    assertThat(outcome.cipherSuite()).startsWith("TLS_");
    assertThat(outcome.clientCertificates()).isEmpty();
    assertThat(outcome.serverEndPoint().orElseThrow()).isEqualTo(sha256(connection));
  }

  /** The certificate is not sent again, and is nevertheless what the session is bound to. */
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void bindsAResumedSessionToo(String protocol) throws Exception {
    Connection second =
        Resumption.of(TestTls.engines(provider, "localhost"), TestTls.client(), protocol).second();

    assertThat(second.outcome().serverEndPoint().orElseThrow()).isEqualTo(sha256(second));
  }

  /** The client's certificate goes into the ticket, and out of it. */
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void knowsTheClientOfAResumedSession(String protocol) throws Exception {
    KeyFiles files =
        new KeyFiles(
            TestTls.pairs("localhost"), Optional.of(TestTls.file("client-ca.pem")), provider);
    Engines loaded = files.load().engines();
    ServerEngines engines = new ServerEngines(() -> loaded, TestTls.POP3_WITH_CERTIFICATES, true);
    SSLContext context = TestTls.client(TestTls.pairs("client").get(0));
    Resumption resumption = Resumption.of(engines, context, protocol);

    assertThat(resumption.second().outcome().clientCertificates())
        .isNotEmpty()
        .isEqualTo(resumption.first().outcome().clientCertificates());
  }

  /** Two connections of one client: the second one goes on with the session of the first. */
  private record Resumption(Connection first, Connection second) {
    static Resumption of(ServerEngines engines, SSLContext context, String protocol)
        throws IOException {
      Connection first = new Connection(engines, client(context, protocol));
      first.shakeHands();
      first.exchange("hello");
      // When a session was made is all that tells it from another.
      while (System.currentTimeMillis() <= first.created()) {
        Thread.onSpinWait();
      }
      Connection second = new Connection(engines, client(context, protocol));
      second.shakeHands();
      assertThat(second.resumed(first)).isTrue();
      return new Resumption(first, second);
    }
  }

  private static SSLEngine client(SSLContext context, String protocol) {
    SSLEngine engine = context.createSSLEngine("localhost", 1995);
    engine.setEnabledProtocols(new String[] {protocol});
    return engine;
  }

  private static byte[] sha256(Connection connection) throws IOException, GeneralSecurityException {
    return MessageDigest.getInstance("SHA-256").digest(connection.shown().getEncoded());
  }
}
