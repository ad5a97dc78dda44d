package org.pop3ra.bench.compare;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.pop3ra.bench.compare.Layout.Store;
import org.pop3ra.bench.load.Crowd;
import org.pop3ra.bench.load.Deliver;
import org.pop3ra.bench.load.Drain;
import org.pop3ra.bench.load.Emptying;
import org.pop3ra.bench.load.Fetch;
import org.pop3ra.bench.load.Figures;
import org.pop3ra.bench.load.Fill;
import org.pop3ra.bench.load.FirstLogins;
import org.pop3ra.bench.load.Mail;
import org.pop3ra.bench.load.Poll;
import org.pop3ra.bench.load.Range;
import org.pop3ra.bench.load.Security;
import org.pop3ra.bench.load.Target;
import org.pop3ra.bench.load.Work;

/** One server with its mail: fills it, and does the work of a row. */
record Field(Server server, Layout layout) {
  private static final Crowd FEW = new Crowd(8);

  Field {
    requireNonNull(server, "server is null");
    requireNonNull(layout, "layout is null");
  }

  /** Logs every account in once, whose maildrop must be empty, and fills it. */
  void fill(Store store) throws BenchException, InterruptedException {
    Range accounts = layout.range(store);
    Figures first = logins(accounts);
    if (first.errorCount() > 0 || first.messages() > 0) {
      throw new BenchException(
          "%s: %d messages in maildrops that must be empty; errors: %s. A database must be fresh."
              .formatted(server.name(), first.messages(), first.errors()));
    }
    fill(store, accounts.numbers());
  }

  /** Runs a row, and puts back what it took away. */
  Trial run(Row row, double seconds) throws BenchException, InterruptedException {
    return switch (row) {
      case DELE -> emptying(row, seconds);
      case DELIVER -> delivering(row, seconds);
      case POLL, POLL256, TLS, RESUMED, DRAIN, RETR, RETRTLS ->
          measured(row, reading(row), seconds);
    };
  }

  private Work reading(Row row) {
    Target target = server.target();
    Range accounts = layout.range(row.store());
    return switch (row) {
      case POLL, POLL256 -> new Poll(target, accounts, Security.NONE);
      case TLS -> new Poll(target, accounts, Security.TLS);
      case RESUMED -> new Poll(target, accounts, Security.TLS_RESUMED);
      case DRAIN -> new Drain(target, accounts);
      case RETR -> new Fetch(target, accounts, Security.NONE);
      case RETRTLS -> new Fetch(target, accounts, Security.TLS);
      case DELE, DELIVER -> throw new IllegalArgumentException(row + " does not only read");
    };
  }

  private Trial emptying(Row row, double seconds) throws BenchException, InterruptedException {
    Emptying emptying = new Emptying(server.target(), layout.range(row.store()));
    Trial trial = measured(row, emptying, seconds);
    fill(row.store(), emptying.emptied());
    return trial;
  }

  /** What was acknowledged has to be there. */
  private Trial delivering(Row row, double seconds) throws BenchException, InterruptedException {
    Range inboxes = layout.range(row.store());
    long before = logins(inboxes).messages();
    Mail mail = layout.mail(row.store());
    Deliver deliver = new Deliver(server.target(), inboxes, mail, Integer.MAX_VALUE);
    Trial trial = measured(row, deliver, seconds);
    long more = logins(inboxes).messages() - before;
    if (more < trial.figures().work()) {
      throw new BenchException(
          "%s acknowledged %d messages and has %d more."
              .formatted(server.name(), trial.figures().work(), more));
    }
    return trial;
  }

  private Trial measured(Row row, Work work, double seconds) throws InterruptedException {
    double before = server.processes().cpuSeconds();
    Figures figures = new Crowd(row.clients(layout)).run(work, seconds);
    return new Trial(server.name(), figures, server.processes().cpuSeconds() - before);
  }

  private Figures logins(Range accounts) throws InterruptedException {
    return FEW.finish(new FirstLogins(server.target(), accounts).work());
  }

  private void fill(Store store, List<Integer> accounts)
      throws BenchException, InterruptedException {
    Fill fill = new Fill(server.target(), accounts, layout.mail(store), layout.messages(store));
    Figures filled = FEW.finish(fill.work());
    if (filled.errorCount() > 0) {
      throw new BenchException(server.name() + " was not filled: " + filled.errors());
    }
  }
}
