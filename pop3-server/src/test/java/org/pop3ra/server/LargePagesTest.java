package org.pop3ra.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LargePagesTest {
  @TempDir private Path mm;

  private Kernel kernel;

  @BeforeEach
  void one() throws IOException {
    kernel = Kernel.withLargePages(mm);
  }

  @ParameterizedTest
  @ValueSource(strings = {"always [madvise] never\n", "[always] madvise never\n"})
  void areForWhoAsks(String choice) throws IOException {
    assertThat(kernel.choosing(choice).pages().forWhoAsks()).isTrue();
  }

  @Test
  void areForNobodyWhereTheyAreSwitchedOff() throws IOException {
    assertThat(kernel.choosing("always madvise [never]\n").pages().forWhoAsks()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hugepages",
        "transparent_hugepage/hpage_pmd_size",
        "transparent_hugepage/enabled"
      })
  void areForNobodyWhereTheKernelDoesNotTellOfThem(String file) throws IOException {
    assertThat(kernel.without(file).pages().forWhoAsks()).isFalse();
  }
}
