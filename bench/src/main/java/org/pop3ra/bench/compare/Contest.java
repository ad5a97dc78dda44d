package org.pop3ra.bench.compare;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pop3ra.bench.compare.Layout.Store;

/** Fills and warms the servers of all sides, and runs the rows on them in turn. */
final class Contest {
  private static final long PAUSE_MILLIS = 500;

  private final Options options;
  private final Layout layout;
  private final List<Contestant> sides;
  private final PrintStream out;

  Contest(Options options, Layout layout, List<Contestant> sides, PrintStream out) {
    this.options = requireNonNull(options, "options is null");
    this.layout = requireNonNull(layout, "layout is null");
    this.sides = List.copyOf(sides);
    this.out = requireNonNull(out, "out is null");
  }

  Table run() throws BenchException, InterruptedException {
    for (Map.Entry<Server, Set<Row>> work : work().entrySet()) {
      prepare(new Field(work.getKey(), layout), work.getValue());
    }
    Table table = new Table(layout, sides.stream().map(Contestant::name).toList());
    for (Row row : options.rows()) {
      for (int round = 0; round < options.rounds(); round++) {
        round(row, table);
      }
    }
    return table;
  }

  /** Which server has which rows. */
  private Map<Server, Set<Row>> work() throws BenchException, InterruptedException {
    Map<Server, Set<Row>> work = new LinkedHashMap<>();
    for (Contestant side : sides) {
      for (Row row : options.rows()) {
        Server server = side.server(row);
        work.computeIfAbsent(server, unused -> EnumSet.noneOf(Row.class)).add(row);
      }
    }
    return work;
  }

  private void prepare(Field field, Set<Row> rows) throws BenchException, InterruptedException {
    Set<Store> stores = EnumSet.noneOf(Store.class);
    rows.forEach(row -> stores.add(row.store()));
    for (Store store : stores) {
      out.printf("%s: filling %s%n", field.server().name(), store);
      field.fill(store);
    }
    for (Row row : rows) {
      warm(field, row);
    }
  }

  /** Deletes use their maildrops up, and are run again until the time is over. */
  private void warm(Field field, Row row) throws BenchException, InterruptedException {
    double left = options.warmUp();
    while (left > 0) {
      Trial trial = field.run(row, left);
      out.printf("warm-up %-8s %s%n", row.key(), trial);
      left -= Math.max(1, trial.figures().seconds());
    }
  }

  private void round(Row row, Table table) throws BenchException, InterruptedException {
    for (int side = 0; side < sides.size(); side++) {
      Thread.sleep(PAUSE_MILLIS);
      Trial trial = new Field(sides.get(side).server(row), layout).run(row, options.seconds());
      out.printf("%-8s %s%n", row.key(), trial);
      table.add(row, side, trial);
    }
  }
}
