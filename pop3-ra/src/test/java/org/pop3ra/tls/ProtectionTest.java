package org.pop3ra.tls;

import static org.assertj.core.api.Assertions.assertThat;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;

class ProtectionTest {
  private final SSLEngine engine;

  ProtectionTest() throws Exception {
    engine = SSLContext.getDefault().createSSLEngine();
  }

  @Test
  void ourOwnEnginesKeepToIt() {
    SSLEngine ours = TestTls.engines("localhost").engine();

    assertThat(Protection.beyond(ours)).isEmpty();
    assertThat(Protection.isBeyondReach(ours)).isFalse();
  }

  @Test
  void whatIsTooMuchIsNamed() {
    engine.setEnabledProtocols(new String[] {"TLSv1.1", "TLSv1.2"});
    engine.setEnabledCipherSuites(
        new String[] {
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
          "TLS_EMPTY_RENEGOTIATION_INFO_SCSV"
        });

    assertThat(Protection.beyond(engine))
        .containsExactly("TLSv1.1", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256");
    assertThat(Protection.isBeyondReach(engine)).isFalse();
  }

  @Test
  void whatAgreesToNothingGoodIsOfNoUse() {
    engine.setEnabledProtocols(new String[] {"TLSv1.2"});
    engine.setEnabledCipherSuites(new String[] {"TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256"});
    assertThat(Protection.isBeyondReach(engine)).isTrue();

    engine.setEnabledCipherSuites(new String[] {"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"});
    engine.setEnabledProtocols(new String[] {"TLSv1.1"});
    assertThat(Protection.isBeyondReach(engine)).isTrue();
  }
}
