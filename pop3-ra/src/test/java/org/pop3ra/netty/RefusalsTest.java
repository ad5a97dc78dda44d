package org.pop3ra.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pop3ra.netty.ListenerSettings.Limit;
import org.pop3ra.session.TestClock;

class RefusalsTest {
  private final Logger logger = Logger.getLogger(Refusals.class.getName());
  private final TestClock clock = new TestClock();
  private final Refusals refusals = new Refusals(clock);
  private final List<String> told = new ArrayList<>();
  private final Handler ear =
      new Handler() {
        @Override
        public void publish(LogRecord said) {
          told.add(said.getLevel() + ": " + new SimpleFormatter().formatMessage(said));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.addHandler(ear);
  }

  @AfterEach
  void listenNoMore() {
    logger.removeHandler(ear);
  }

  @Test
  void tellsOfALimitByItsPropertyAndNotForEachConnection() {
    for (int i = 0; i < 100; i++) {
      refusals.tell(new Limit("maxConnections", 15_000));
    }
    assertThat(told)
        .containsExactly(
            "WARNING: Connections are refused: maxConnections is 15000 (told every 30 seconds at"
                + " most)");

    clock.advance(Duration.ofSeconds(30));
    refusals.tell(new Limit("maxConnectionsPerAddress", 500));

    assertThat(told).hasSize(2).last().asString().contains("maxConnectionsPerAddress is 500");
  }

  @Test
  void letsOnlySomeLinger() {
    for (int i = 0; i < 200; i++) {
      assertThat(refusals.mayLinger()).isTrue();
    }
    assertThat(refusals.mayLinger()).isFalse();

    refusals.left();

    assertThat(refusals.mayLinger()).isTrue();
  }
}
