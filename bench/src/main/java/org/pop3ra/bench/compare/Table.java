package org.pop3ra.bench.compare;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The trials of all rows, as a table in Markdown. For each side the median of the rounds; the ratio
 * of each round, first side to second.
 */
final class Table {
  private final Layout layout;
  private final List<String> sides;
  private final Map<Row, List<List<Trial>>> rows = new EnumMap<>(Row.class);

  Table(Layout layout, List<String> sides) {
    this.layout = requireNonNull(layout, "layout is null");
    this.sides = List.copyOf(sides);
  }

  void add(Row row, int side, Trial trial) {
    rows.computeIfAbsent(
            row, unused -> sides.stream().<List<Trial>>map(s -> new ArrayList<>()).toList())
        .get(side)
        .add(trial);
  }

  /** Of all trials, on all sides. */
  int errors() {
    return rows.values().stream()
        .flatMap(List::stream)
        .flatMap(List::stream)
        .mapToInt(trial -> trial.figures().errorCount())
        .sum();
  }

  String markdown() {
    List<String> lines = new ArrayList<>();
    lines.add(line(head()));
    lines.add(line(head().stream().map(name -> "---").toList()));
    rows.forEach((row, trials) -> lines.add(line(cells(row, trials))));
    return String.join("\n", lines);
  }

  private List<String> head() {
    List<String> head = new ArrayList<>(List.of("work"));
    sides.forEach(side -> head.add(side + ": work/s, server CPU each"));
    if (sides.size() == 2) {
      head.addAll(List.of("work/s, each round", "server CPU, each round"));
    }
    head.add("errors");
    return head;
  }

  private List<String> cells(Row row, List<List<Trial>> trials) {
    List<String> cells = new ArrayList<>(List.of(row.title(layout)));
    trials.forEach(side -> cells.add(side(row, side)));
    if (sides.size() == 2) {
      cells.add(ratios(trials, trial -> trial.figures().perSecond()));
      cells.add(ratios(trials, Trial::cpuMillis));
    }
    cells.add(
        trials.stream()
            .map(side -> side.stream().mapToInt(trial -> trial.figures().errorCount()).sum())
            .map(String::valueOf)
            .collect(Collectors.joining(" and ")));
    return cells;
  }

  private static String side(Row row, List<Trial> trials) {
    String name = trials.get(0).server();
    return String.format(
        Locale.ROOT,
        "%s: %.0f %s/s, %.3f ms%s%s",
        name,
        median(trials, trial -> trial.figures().perSecond()),
        row.unit(),
        median(trials, Trial::cpuMillis),
        megabytes(row, trials),
        resumed(row, trials));
  }

  private static String megabytes(Row row, List<Trial> trials) {
    double octets = median(trials, trial -> trial.figures().octets() / trial.figures().seconds());
    return switch (row) {
      case RETR, RETRTLS -> String.format(Locale.ROOT, ", %.0f MB/s", octets / 1e6);
      case POLL, POLL256, TLS, RESUMED, DRAIN, DELE, DELIVER -> "";
    };
  }

  /** How much of what the row is about came to be. */
  private static String resumed(Row row, List<Trial> trials) {
    return row == Row.RESUMED
        ? String.format(
            Locale.ROOT,
            ", %.0f %% resumed",
            median(trials, trial -> 100.0 * trial.figures().resumed() / trial.figures().work()))
        : "";
  }

  private static String ratios(List<List<Trial>> trials, ToDoubleFunction<Trial> figure) {
    return IntStream.range(0, trials.get(1).size())
        .mapToObj(
            round ->
                String.format(
                    Locale.ROOT,
                    "%.2f",
                    figure.applyAsDouble(trials.get(0).get(round))
                        / figure.applyAsDouble(trials.get(1).get(round))))
        .collect(Collectors.joining(", "));
  }

  private static double median(List<Trial> trials, ToDoubleFunction<Trial> figure) {
    double[] sorted = trials.stream().mapToDouble(figure).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
