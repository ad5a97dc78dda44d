package org.pop3ra.bench.compare;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.pop3ra.bench.compare.Layout.Store;

/** What is measured; one row of the table each. */
enum Row {
  POLL("poll", "sessions", 16, Store.MAIL),
  POLL256("poll", "sessions", 256, Store.MAIL),
  TLS("poll, new TLS connections", "sessions", 16, Store.MAIL),
  RESUMED("poll, resumed TLS", "sessions", 16, Store.MAIL),
  DRAIN("drain", "sessions", 16, Store.MAIL),
  DELE("drain with DELE", "sessions", 16, Store.MAIL),
  RETR("RETR of 25 MB", "messages", 4, Store.BIG),
  RETRTLS("RETR of 25 MB over TLS", "messages", 4, Store.BIG),
  DELIVER("LMTP delivery", "messages", 8, Store.INBOX);

  private final String title;
  private final String unit;
  private final int clients;
  private final Store store;

  Row(String title, String unit, int clients, Store store) {
    this.title = requireNonNull(title, "title is null");
    this.unit = requireNonNull(unit, "unit is null");
    this.clients = clients;
    this.store = requireNonNull(store, "store is null");
  }

  /** The rows that a list names, in its order. */
  static List<Row> parse(String list) throws BenchException {
    try {
      return Arrays.stream(list.split(",", -1)).map(Row::named).distinct().toList();
    } catch (IllegalArgumentException e) {
      String known = Arrays.stream(values()).map(Row::key).collect(Collectors.joining(", "));
      throw new BenchException("bench.rows is '" + list + "': it must be some of " + known + ".");
    }
  }

  private static Row named(String name) {
    return valueOf(name.strip().toUpperCase(Locale.ROOT));
  }

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  String unit() {
    return unit;
  }

  Store store() {
    return store;
  }

  /** Two clients never want the same maildrop: not more clients than maildrops. */
  int clients(Layout layout) {
    return Math.min(clients, layout.range(store).count());
  }

  String title(Layout layout) {
    return title + ", " + clients(layout) + " at a time";
  }
}
