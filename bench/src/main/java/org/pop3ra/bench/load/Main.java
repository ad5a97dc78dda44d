package org.pop3ra.bench.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** One command against one server, for scripts; {@code README.md} says how. */
public final class Main {
  private static final String USAGE =
      """
      accounts COUNT                    make accounts over REST
      fill COUNT ACCOUNTS OCTETS        COUNT messages, each to the first ACCOUNTS accounts
      open TIMES ACCOUNT                time of PASS with one maildrop
      idle SESSIONS SECONDS             each its own account; NOOP at the end
      retr SESSIONS                     message 1 of SESSIONS accounts, all at once
      poll CLIENTS SECONDS ACCOUNTS     login, STAT, UIDL, LIST, QUIT, over and over
      drain CLIENTS SECONDS ACCOUNTS    login, RETR of all, QUIT, over and over
      empty CLIENTS ACCOUNTS            login, RETR and DELE of all, QUIT, once with each account
      turnover CLIENTS SECONDS ACCOUNTS deliveries, polls, RETR and DELE of all, over and over
      guess RATE SECONDS                RATE wrong passwords a second, while others log in for the first time
      deliver CLIENTS TIMES OCTETS      each client TIMES messages to an account of its own
      crash CLIENTS SECONDS ACCOUNTS    deliveries and deleting sessions until the server is gone
      verify ACCOUNTS                   whether what they were told is true; both: BENCH_JOURNAL
      """;
  private static final int FEW = 4;

  private final Target target;
  private final Map<String, String> environment;
  private final PrintStream out;

  private Main(Map<String, String> environment, PrintStream out) {
    this.environment = environment;
    this.out = out;
    target =
        new Target(
            port("POP3_PORT", 1110),
            port("POP3S_PORT", 1995),
            port("LMTP_PORT", 1024),
            Users.of(environment));
  }

  /** Exit status 1 if anything was wrong, 2 if nothing was done. */
  public static void main(String[] args) throws IOException, InterruptedException {
    System.exit(status(args));
  }

  private static int status(String[] args) throws IOException, InterruptedException {
    try {
      Figures figures = new Main(System.getenv(), System.out).run(args);
      System.out.println(String.join(" ", args) + ": " + figures);
      return figures.errors().isEmpty() ? 0 : 1;
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      System.err.print(e.getMessage() + "\n\n" + USAGE);
      return 2;
    }
  }

  private Figures run(String[] args) throws IOException, InterruptedException {
    int[] n = Arrays.stream(args).skip(1).mapToInt(Integer::parseInt).toArray();
    return switch (args.length == 0 ? "" : args[0]) {
      case "accounts" -> new Crowd(FEW).finish(registry().accounts(n[0]));
      case "fill" -> new Crowd(FEW).finish(fill(n[0], n[1], n[2]));
      case "open" -> open(n[0], n[1]);
      case "idle" -> new Together(target, n[0]).idle(n[1], out);
      case "retr" -> new Together(target, n[0]).retr();
      case "poll" -> new Crowd(n[0]).run(new Poll(target, first(n[2]), Security.NONE), n[1]);
      case "drain" -> new Crowd(n[0]).run(new Drain(target, first(n[2])), n[1]);
      case "empty" -> new Crowd(n[0]).finish(new Emptying(target, first(n[1])));
      case "turnover" -> new Crowd(n[0]).run(new Turnover(target, first(n[2]), Mail.usual()), n[1]);
      case "crash" -> crash(n[0], n[1], n[2]);
      case "verify" -> verify(n[0]);
      case "guess" -> new Guessing(target, n[0]).run(n[1], out);
      case "deliver" -> new Crowd(n[0]).finish(deliver(n[0], n[1], n[2]));
      default -> throw new IllegalArgumentException("No command: " + String.join(" ", args));
    };
  }

  private Registry registry() {
    String password = environment.getOrDefault("POP3_ADMIN_PASSWORD", "");
    return new Registry(port("POP3_HTTP_PORT", 8080), password, target.users());
  }

  private Work fill(int count, int accounts, int octets) {
    Message message = Message.random(octets, 0);
    return new Each(count, (number, tally) -> deliver(number, message, first(accounts)));
  }

  private void deliver(int number, Message message, Range accounts) throws IOException {
    try (LmtpClient lmtp = new LmtpClient(target, number)) {
      lmtp.deliver(message, accounts);
      lmtp.quit();
    }
  }

  private Work deliver(int clients, int times, int octets) {
    return new Deliver(target, first(clients), Mail.of(octets), times);
  }

  private Figures open(int times, int account) throws InterruptedException {
    Opening opening = new Opening(target, account);
    Figures figures = new Crowd(1).finish(opening.times(times));
    out.println(opening);
    return figures;
  }

  private Figures crash(int clients, int seconds, int accounts)
      throws IOException, InterruptedException {
    try (Journal journal = Journal.at(journal())) {
      return new Crowd(clients).run(new Crash(target, first(accounts), journal), seconds);
    }
  }

  private Figures verify(int accounts) throws IOException, InterruptedException {
    try (Journal journal = Journal.at(journal())) {
      Verify verify = new Verify(target, first(accounts), Ledger.read(journal()), journal);
      Figures figures = new Crowd(1).finish(verify.work());
      out.println(verify);
      return figures;
    }
  }

  private Path journal() {
    return Path.of(environment.getOrDefault("BENCH_JOURNAL", "bench.journal"));
  }

  private static Range first(int accounts) {
    return new Range(0, accounts);
  }

  private int port(String name, int otherwise) {
    return Integer.parseInt(environment.getOrDefault(name, Integer.toString(otherwise)));
  }
}
