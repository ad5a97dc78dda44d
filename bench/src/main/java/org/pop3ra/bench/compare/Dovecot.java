package org.pop3ra.bench.compare;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.pop3ra.bench.load.Target;
import org.pop3ra.bench.load.Users;

/** Dovecot as the machine has it; for each kind of work an instance in its best configuration. */
final class Dovecot implements Contestant {
  private static final Duration START_PATIENCE = Duration.ofSeconds(30);

  /** Whose the mail is if root starts it: nobody's. */
  private static final int NOBODY = 65_534;

  private final Path program;
  private final Path directory;
  private final Path certificates;
  private final int accounts;
  private final Optional<DovecotStore> forced;
  private final Map<DovecotStore, Server> servers = new EnumMap<>(DovecotStore.class);
  private final Map<DovecotStore, Child> children = new EnumMap<>(DovecotStore.class);

  /** {@code forced}: the one configuration for all rows. */
  Dovecot(Path directory, Path certificates, int accounts, Optional<DovecotStore> forced)
      throws BenchException {
    this.directory = requireNonNull(directory, "directory is null");
    this.certificates = requireNonNull(certificates, "certificates is null");
    this.accounts = accounts;
    this.forced = requireNonNull(forced, "forced is null");
    program =
        Commands.find("dovecot")
            .orElseThrow(
                () ->
                    new BenchException(
                        "Dovecot is not installed (Debian: apt-get install dovecot-pop3d"
                            + " dovecot-lmtpd). Without a peer: -Dbench.peer=none."));
  }

  @Override
  public String name() {
    return "Dovecot";
  }

  @Override
  public String description() throws InterruptedException {
    String version = Commands.output(program.toString(), "--version");
    return "Dovecot " + version + ", configurations " + servers.keySet();
  }

  @Override
  public Server server(Row row) throws BenchException, InterruptedException {
    DovecotStore store = forced.orElseGet(() -> DovecotStore.best(row));
    if (!servers.containsKey(store)) {
      servers.put(store, start(store));
    }
    return servers.get(store);
  }

  private Server start(DovecotStore store) throws BenchException, InterruptedException {
    Target target = Doors.numbered(store.doors());
    if (Doors.open(target)) {
      throw new BenchException("Somebody listens on port " + target.pop3() + " already.");
    }
    Path home = directory.resolve(store.key());
    try {
      configure(store, home, target);
    } catch (IOException e) {
      throw new BenchException("Dovecot cannot be configured: " + e);
    }
    ProcessBuilder command =
        new ProcessBuilder(program.toString(), "-F", "-c", home.resolve("dovecot.conf").toString());
    Child child = Child.start("Dovecot", command, home.resolve("start.log"));
    children.put(store, child);
    child.await(() -> Doors.open(target), START_PATIENCE);
    String name = "dovecot-" + store.key();
    return new Server(name, target, new ProcessTrees(List.of(child.handle().pid())));
  }

  private void configure(DovecotStore store, Path home, Target target) throws IOException {
    boolean root = (int) Files.getAttribute(Files.createDirectories(home), "unix:uid") == 0;
    Path mail = Files.createDirectories(home.resolve("mail"));
    if (root) {
      Files.setAttribute(mail, "unix:uid", NOBODY);
      Files.setAttribute(mail, "unix:gid", NOBODY);
    }
    int uid = (int) Files.getAttribute(mail, "unix:uid");
    int gid = (int) Files.getAttribute(mail, "unix:gid");
    String user = root ? "" : System.getProperty("user.name");
    DovecotConfiguration configuration =
        new DovecotConfiguration(store, home, target, certificates, user, uid, gid);
    Files.writeString(home.resolve("dovecot.conf"), configuration.text());
    Path passwords = Files.writeString(home.resolve("passwd"), passwords(target.users()));
    Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-r--r--"));
  }

  private String passwords(Users users) {
    return IntStream.range(0, accounts)
        .mapToObj(i -> users.name(i) + ":{PLAIN}" + users.password(i) + "\n")
        .collect(Collectors.joining());
  }

  @Override
  public void close() {
    children.values().forEach(Child::close);
  }
}
