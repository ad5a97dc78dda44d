package org.pop3ra.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollectorTest {
  @Test
  void isTheParallelOneIfTheOptionsNameNone() {
    assertThat(Collector.in(List.of("-Xmx1g", "-XX:-UseG1GC")))
        .containsExactly("-XX:+UseParallelGC", "-Xmx1g", "-XX:-UseG1GC");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-XX:+UseG1GC", "-XX:+UseZGC", "-XX:+UseSerialGC", "-XX:+UseParallelGC"})
  void isTheirsIfTheyNameOne(String option) {
    assertThat(Collector.in(List.of("-Xmx1g", option))).containsExactly("-Xmx1g", option);
  }
}
