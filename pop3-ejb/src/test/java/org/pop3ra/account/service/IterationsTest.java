package org.pop3ra.account.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.pop3ra.account.domain.IterationSpread;

class IterationsTest {
  private final FakeLogins logins = new FakeLogins();
  private final AtomicLong nanos = new AtomicLong();
  private final Iterations iterations = new Iterations(logins, nanos::get);

  @Test
  void areCountedOnceAMinuteHoweverManyAsk() throws Exception {
    for (int i = 0; i < 100; i++) {
      iterations.spread();
    }
    assertThat(logins.counted).isEqualTo(1);
    logins.iterations = new IterationSpread(new TreeMap<>(Map.of(4096, 1L)));

    nanos.addAndGet(Duration.ofMinutes(1).toNanos());

    assertThat(iterations.spread()).isEqualTo(logins.iterations);
    assertThat(iterations.spread()).isEqualTo(logins.iterations);
    assertThat(logins.counted).isEqualTo(2);
  }
}
