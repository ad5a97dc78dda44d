package org.pop3ra.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JvmDefaultsTest {
  private static final String PARALLEL = "-XX:+UseParallelGC";
  private static final String HUGE_PAGES = "-XX:+UseTransparentHugePages";

  @TempDir private Path mm;

  private Kernel kernel;

  @BeforeEach
  void one() throws IOException {
    kernel = Kernel.withLargePages(mm);
  }

  @Test
  void areInFrontIfNobodySpeaksOfTheirMatter() {
    assertThat(in(List.of("-Xmx1g", "-XX:-UseG1GC"), Map.of("JAVA_TOOL_OPTIONS", "-Xss1m")))
        .containsExactly(PARALLEL, HUGE_PAGES, "-Xmx1g", "-XX:-UseG1GC");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-XX:+UseG1GC", "-XX:+UseSerialGC", PARALLEL})
  void leaveACollectorThatTheOptionsName(String option) {
    assertThat(in(List.of("-Xmx1g", option), Map.of()))
        .containsExactly(HUGE_PAGES, "-Xmx1g", option);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-XX:-UseTransparentHugePages",
        HUGE_PAGES,
        "-XX:+UseLargePages",
        "-XX:+UseHugeTLBFS",
        "-XX:LargePageSizeInBytes=1g"
      })
  void leavePagesThatTheOptionsName(String option) {
    assertThat(in(List.of(option), Map.of())).containsExactly(PARALLEL, option);
  }

  @Test
  void leaveAllToZgc() {
    assertThat(in(List.of("-XX:+UseZGC"), Map.of())).containsExactly("-XX:+UseZGC");
  }

  @ParameterizedTest
  @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
  void leaveWhatAVariableOfTheJvmNames(String variable) {
    String said = "-Xss1m -XX:+UseG1GC -Dx=y -XX:-UseTransparentHugePages";
    assertThat(in(List.of("-Xmx1g"), Map.of(variable, said))).containsExactly("-Xmx1g");
  }

  @Test
  void askForNoPagesThatTheSystemDoesNotGive() throws IOException {
    kernel.choosing("always madvise [never]\n");

    assertThat(in(List.of("-Xmx1g"), Map.of())).containsExactly(PARALLEL, "-Xmx1g");
  }

  private List<String> in(List<String> javaOptions, Map<String, String> environment) {
    return JvmDefaults.in(javaOptions, environment, kernel.pages());
  }
}
