package org.pop3ra.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3ra.netty.BoringSsl;
import org.pop3ra.session.TestClock;

/** A stolen key opens the tickets of some hours, and not more. */
class BoringSslTicketsTest {
  private final TestClock clock = new TestClock();
  private final SSLContext client = TestTls.client();
  private final ServerEngines engines;

  BoringSslTicketsTest() throws IOException {
    TlsProvider provider = new BoringSsl(Set.of(TestTls.POP3), clock);
    Engines loaded =
        new KeyFiles(TestTls.pairs("localhost"), Optional.empty(), provider).load().engines();
    engines = new ServerEngines(() -> loaded, TestTls.POP3, false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aTicketIsGoodForTwoHours(String protocol) throws IOException {
    Connection first = connect(protocol);
    hours(2);

    assertThat(connect(protocol).resumed(first)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void afterThreeItsKeyIsForgotten(String protocol) throws IOException {
    Connection first = connect(protocol);
    hours(3);

    assertThat(connect(protocol).resumed(first)).isFalse();
  }

  private Connection connect(String protocol) throws IOException {
    SSLEngine engine = client.createSSLEngine("localhost", 1995);
    engine.setEnabledProtocols(new String[] {protocol});
    Connection connection = new Connection(engines, engine);
    connection.shakeHands();
    connection.exchange("hello");
    while (System.currentTimeMillis() <= connection.created()) {
      Thread.onSpinWait();
    }
    return connection;
  }

  /** In each of which somebody connects. */
  private void hours(int count) {
    for (int i = 0; i < count; i++) {
      clock.advance(Duration.ofHours(1));
      assertThat(engines.engine()).isNotNull();
    }
  }
}
