package org.pop3ra.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JvmDefaultsTest {
  private static final String LINUX = "Linux";
  private static final String PARALLEL = "-XX:+UseParallelGC";
  private static final String HUGE_PAGES = "-XX:+UseTransparentHugePages";

  @Test
  void areInFrontIfNobodySpeaksOfTheirMatter() {
    assertThat(
            JvmDefaults.in(
                List.of("-Xmx1g", "-XX:-UseG1GC"), Map.of("JAVA_TOOL_OPTIONS", "-Xss1m"), LINUX))
        .containsExactly(PARALLEL, HUGE_PAGES, "-Xmx1g", "-XX:-UseG1GC");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-XX:+UseG1GC", "-XX:+UseZGC", "-XX:+UseSerialGC", PARALLEL})
  void leaveACollectorThatTheOptionsName(String option) {
    assertThat(JvmDefaults.in(List.of("-Xmx1g", option), Map.of(), LINUX))
        .containsExactly(HUGE_PAGES, "-Xmx1g", option);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-XX:-UseTransparentHugePages", HUGE_PAGES, "-XX:+UseLargePages"})
  void leavePagesThatTheOptionsName(String option) {
    assertThat(JvmDefaults.in(List.of(option), Map.of(), LINUX)).containsExactly(PARALLEL, option);
  }

  @ParameterizedTest
  @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
  void leaveWhatAVariableOfTheJvmNames(String variable) {
    String said = "-Xss1m -XX:+UseG1GC -Dx=y -XX:-UseTransparentHugePages";
    assertThat(JvmDefaults.in(List.of("-Xmx1g"), Map.of(variable, said), LINUX))
        .containsExactly("-Xmx1g");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Mac OS X", "Windows Server 2022"})
  void haveNoOptionThatTheSystemsJvmDoesNotKnow(String system) {
    assertThat(JvmDefaults.in(List.of("-Xmx1g"), Map.of(), system))
        .containsExactly(PARALLEL, "-Xmx1g");
  }
}
