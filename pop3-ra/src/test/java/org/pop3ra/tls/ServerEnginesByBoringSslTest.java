package org.pop3ra.tls;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerEnginesByBoringSslTest extends ServerEnginesContract {
  ServerEnginesByBoringSslTest() {
    super(TestTls.BORING_SSL);
  }

  @Test
  void refusesAKeyThatNoClientWouldBeShown() {
    KeyFiles files =
        new KeyFiles(TestTls.pairs("localhost-ed25519"), Optional.empty(), TestTls.BORING_SSL);

    assertThatThrownBy(files::load)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("localhost-ed25519.pem")
        .hasMessageContaining("has a key for EdDSA; tlsProvider openssl takes RSA and EC");
  }
}
