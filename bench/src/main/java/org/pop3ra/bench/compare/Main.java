package org.pop3ra.bench.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The entry point of {@code mvn -Pbench}. */
public final class Main {
  private final Options options;
  private final Build build;
  private final Path directory;
  private final PrintStream out;

  private Main(Options options, Build build, Path directory, PrintStream out) {
    this.options = options;
    this.build = build;
    this.directory = directory;
    this.out = out;
  }

  /**
   * Exit status 1 if nothing can be measured, or some reply was wrong.
   *
   * @param args the checkout, the installed server, the EAR, versions for the report
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    endWithParent();
    int errors = 1;
    try {
      Options options = Options.of(System.getProperties());
      Build build = new Build(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), args[3]);
      errors = run(options, build, System.out);
    } catch (BenchException e) {
      System.err.println(e.getMessage());
    }
    System.exit(errors == 0 ? 0 : 1);
  }

  /** Maven may be killed: then the servers have to stop, too. */
  private static void endWithParent() {
    ProcessHandle.current().parent().ifPresent(Main::endWith);
  }

  private static void endWith(ProcessHandle parent) {
    Thread watch =
        new Thread(
            () -> {
              parent.onExit().join();
              System.exit(1);
            },
            "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private static int run(Options options, Build build, PrintStream out)
      throws BenchException, IOException, InterruptedException {
    Files.createDirectories(options.directory());
    Path directory = Files.createTempDirectory(options.directory(), "pop3-bench-");
    // The peer's processes run as other users.
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    try {
      return new Main(options, build, directory, out).run();
    } finally {
      Trees.delete(directory);
    }
  }

  private int run() throws BenchException, InterruptedException {
    String begin =
        OffsetDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.MINUTES)
            + ", load average "
            + Machine.load();
    Layout layout = new Layout(options.users());
    try (Ours ours = new Ours(options, build, directory.resolve("ours"), layout.accounts())) {
      Optional<Contestant> peer = Peers.named(options.peer(), directory, ours, layout);
      try {
        List<Contestant> sides = new ArrayList<>(List.of(ours));
        peer.ifPresent(sides::add);
        Table table = new Contest(options, layout, sides, out).run();
        report(begin, table, sides);
        ours.complaints().forEach(line -> out.println("In the server's log: " + line));
        return table.errors();
      } finally {
        peer.ifPresent(Contestant::close);
      }
    }
  }

  private void report(String begin, Table table, List<Contestant> sides)
      throws InterruptedException {
    out.println();
    out.println(table.markdown());
    out.println();
    out.println("From " + begin + ", to load average " + Machine.load() + ".");
    out.println(Machine.describe() + "; client and servers on one machine.");
    for (Contestant side : sides) {
      out.println(side.description() + ".");
    }
    out.printf(
        "%d users with mail; %d rounds of %d s in turn, after %d s of each row on each server.%n",
        options.users(), options.rounds(), options.seconds(), options.warmUp());
    Databases.fsync(options).ifPresent(fsync -> out.println(fsync + "."));
  }
}
