package org.pop3ra.maildrop.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunTest {

  @Test
  void sequencesWithoutAGapAreOneRun() {
    assertThat(Run.of(3, 4, 5)).containsExactly(new Run(3, 5));
    assertThat(Run.of(7)).containsExactly(new Run(7, 7));
    assertThat(Run.of()).isEmpty();
  }

  @Test
  void whatIsInAGapBelongsToNone() {
    assertThat(Run.of(1, 2, 4, 9, 10))
        .containsExactly(new Run(1, 2), new Run(4, 4), new Run(9, 10));
  }

  @Test
  void noOrderIsNeeded() {
    assertThat(Run.of(5, 4, 7, 8)).containsExactly(new Run(5, 5), new Run(4, 4), new Run(7, 8));
  }
}
