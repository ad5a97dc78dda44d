package org.pop3ra.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;

class ServerEnginesByJdkTest extends ServerEnginesContract {
  ServerEnginesByJdkTest() {
    super(TlsProvider.JDK);
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
  void showsAKeyThatTheClientCanUse() throws IOException {
    ServerEngines engines = TestTls.engines("localhost", "localhost-rsa");
    SSLEngine client = ServerEnginesContract.client("", "TLSv1.2");
    client.setEnabledCipherSuites(new String[] {"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"});
    Connection connection = new Connection(engines, client);
    connection.shakeHands();

    assertThat(connection.shown().getPublicKey().getAlgorithm()).isEqualTo("RSA");
  }
}
