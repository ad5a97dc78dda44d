package org.pop3ra.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pop3ra.bench.load.Figures;

class TableTest {
  private static final Layout LAYOUT = new Layout(100);

  @Test
  void eachRoundHasItsRatios() {
    Table table = new Table(LAYOUT, List.of("ours", "theirs"));
    table.add(Row.POLL, 0, trial("ours", 200, 1, 0));
    table.add(Row.POLL, 1, trial("theirs", 100, 2, 0));
    table.add(Row.POLL, 0, trial("ours", 300, 3, 1));
    table.add(Row.POLL, 1, trial("theirs", 200, 1, 0));

    assertThat(table.markdown().lines().skip(2))
        .containsExactly(
            "| poll, 16 at a time | ours: 125 sessions/s, 7.500 ms | theirs: 75 sessions/s, 12.500"
                + " ms | 2.00, 1.50 | 0.25, 2.00 | 1 and 0 |");
    assertThat(table.errors()).isEqualTo(1);
  }

  @Test
  void oneSideAloneHasNoRatios() {
    Table table = new Table(LAYOUT, List.of("ours"));
    table.add(Row.RETR, 0, trial("ours", 4, 1, 0));

    assertThat(table.markdown().lines())
        .containsExactly(
            "| work | ours: work/s, server CPU each | errors |",
            "| --- | --- | --- |",
            "| RETR of 25 MB, 4 at a time | ours: 2 messages/s, 250.000 ms, 25 MB/s | 0 |");
  }

  @Test
  void thereAreNeverMoreClientsThanMaildrops() {
    assertThat(Row.POLL256.title(LAYOUT)).isEqualTo("poll, 100 at a time");
  }

  private static Trial trial(String server, long work, double cpuSeconds, int errors) {
    Map<String, Integer> all = errors == 0 ? Map.of() : Map.of("one", errors);
    return new Trial(server, new Figures(work, work, 50_000_000, 0, 2, all), cpuSeconds);
  }
}
