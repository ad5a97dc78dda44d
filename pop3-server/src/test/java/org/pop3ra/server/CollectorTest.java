package org.pop3ra.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollectorTest {
  @Test
  void isTheParallelOneIfNobodyNamesOne() {
    assertThat(
            Collector.in(List.of("-Xmx1g", "-XX:-UseG1GC"), Map.of("JAVA_TOOL_OPTIONS", "-Xss1m")))
        .containsExactly("-XX:+UseParallelGC", "-Xmx1g", "-XX:-UseG1GC");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-XX:+UseG1GC", "-XX:+UseZGC", "-XX:+UseSerialGC", "-XX:+UseParallelGC"})
  void isTheirsIfTheOptionsNameOne(String option) {
    assertThat(Collector.in(List.of("-Xmx1g", option), Map.of())).containsExactly("-Xmx1g", option);
  }

  @ParameterizedTest
  @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
  void isTheirsIfAVariableOfTheJvmNamesOne(String variable) {
    assertThat(Collector.in(List.of("-Xmx1g"), Map.of(variable, "-Xss1m -XX:+UseG1GC -Dx=y")))
        .containsExactly("-Xmx1g");
  }
}
