package org.pop3ra.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandshakesByJdkTest extends HandshakesContract {
  HandshakesByJdkTest() {
    super(TlsProvider.JDK);
  }

  @Test
  void exportsWhereTheProviderCan() throws IOException {
    Connection connection =
        new Connection(TestTls.engines("localhost"), ServerEnginesContract.client("", "TLSv1.3"));
    connection.shakeHands();
    Optional<byte[]> exporter = connection.outcome().exporter();

    if (Runtime.version().feature() >= 25) {
      assertThat(exporter.orElseThrow()).hasSize(32);
    } else {
      assertThat(exporter).isEmpty();
    }
  }
}
