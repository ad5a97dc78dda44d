package org.pop3ra.account.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IterationSpreadTest {
  private static final ScramSalts SALTS = new ScramSalts(new byte[] {1, 2, 3});

  private static IterationSpread spread(Map<Integer, Long> names) {
    return new IterationSpread(new TreeMap<>(names));
  }

  @Test
  void namesThatNobodyHasSpreadAsTheOthersDo() {
    IterationSpread spread = spread(Map.of(4096, 30L, 10_000, 70L));

    long few =
        IntStream.range(0, 2000)
            .map(i -> spread.at(SALTS.position("nobody" + i), 20_000))
            .filter(iterations -> iterations == 4096)
            .count();

    assertThat(few).isBetween(500L, 700L);
  }

  @Test
  void aNameMovesOnceWhileAccountsDo() {
    int before = 0;
    for (long moved = 0; moved <= 100; moved++) {
      int now = spread(Map.of(4096, 100 - moved, 10_000, moved)).at(SALTS.position("nobody"), 1);
      assertThat(now).isGreaterThanOrEqualTo(before);
      before = now;
    }
    assertThat(before).isEqualTo(10_000);
  }

  @Test
  void theEndsAreInside() {
    IterationSpread spread = spread(Map.of(4096, 1L, 10_000, 1L));

    assertThat(spread.at(0, 1)).isEqualTo(4096);
    assertThat(spread.at(Math.nextDown(1.0), 1)).isEqualTo(10_000);
  }

  @Test
  void whereNobodyShowsAnyTheSettingCounts() {
    assertThat(IterationSpread.none().at(0.5, 10_000)).isEqualTo(10_000);
  }
}
