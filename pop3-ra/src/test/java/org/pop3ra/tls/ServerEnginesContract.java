package org.pop3ra.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

abstract class ServerEnginesContract {
  private final TlsProvider provider;

  ServerEnginesContract(TlsProvider provider) {
    this.provider = provider;
  }

  /** RFC 9325 sections 3.1.1 and 4.2. */
  @Test
  void allowsOnlyProtocolsAndSuitesThatAreGood() {
    SSLEngine engine = TestTls.engines(provider, "localhost").engine();

    // SSLv2Hello is what Netty always names for BoringSSL, which does not understand it.
    assertThat(engine.getEnabledProtocols())
        .contains("TLSv1.3", "TLSv1.2")
        .isSubsetOf("TLSv1.3", "TLSv1.2", "SSLv2Hello");
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
    ServerEngines engines = TestTls.engines(provider, "localhost", "a.example", "b.example");

    for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
      Connection connection = new Connection(engines, client(host, protocol));
      connection.shakeHands();

      assertThat(connection.shown().getSubjectX500Principal().getName()).isEqualTo("CN=" + shown);
    }
  }

  @Test
  void takesTheCertificatesOfClientsThatShowOne() throws Exception {
    KeyFiles files =
        new KeyFiles(
            TestTls.pairs("localhost"), Optional.of(TestTls.file("client-ca.pem")), provider);
    Engines loaded = files.load().engines();
    ServerEngines engines =
        new ServerEngines(() -> loaded, TestTls.POP3_WITH_CERTIFICATES, files.mayBlock());
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
}
