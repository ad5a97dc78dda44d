package org.pop3ra.bench.compare;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pop3ra.bench.load.Target;
import org.pop3ra.bench.load.Users;

/** A server that somebody else has started and given the accounts. */
record Running(Server server) implements Contestant {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,5}),(\\d{1,5}),(\\d{1,5}),(\\d{1,9})");

  Running {
    requireNonNull(server, "server is null");
  }

  /** Of {@code POP3,POP3S,LMTP,PID}. */
  static Running parse(String ports) throws BenchException {
    Matcher form = FORM.matcher(ports);
    if (!form.matches()) {
      throw new BenchException(
          """
          bench.peer is '%s': it must be dovecot, dovecot-multi, dovecot-maildir, dovecot-mdbox, none,
          or of a running server POP3PORT,POP3SPORT,LMTPPORT,PID.\
          """
              .formatted(ports));
    }
    Target target =
        new Target(
            Integer.parseInt(form.group(1)),
            Integer.parseInt(form.group(2)),
            Integer.parseInt(form.group(3)),
            Users.numbered());
    long process = ProcessTrees.existing("bench.peer", Long.parseLong(form.group(4)));
    return new Running(new Server("peer", target, new ProcessTrees(List.of(process))));
  }

  @Override
  public String name() {
    return "peer";
  }

  @Override
  public String description() {
    return "a running server on port " + server.target().pop3();
  }

  @Override
  public Server server(Row row) {
    return server;
  }

  @Override
  public void close() {}
}
