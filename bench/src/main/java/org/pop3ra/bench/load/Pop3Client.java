package org.pop3ra.bench.load;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * A POP3 client (RFC 1939) that believes nothing. Has one session after the other, one command at a
 * time. Used by one thread at a time.
 */
final class Pop3Client implements AutoCloseable {
  private static final String OK = "+OK";
  private static final int LONGEST_UNIQUE_ID = 70;

  private final Target target;
  private final Security security;
  private final int number;
  private final Input input = new Input();
  private final Content content = new Content();
  private Wire wire;
  private String user;
  private long[] sizes = {};

  /** What STAT told. */
  record Stat(int messages, long octets) {}

  Pop3Client(Target target, Security security, int number) {
    this.target = requireNonNull(target, "target is null");
    this.security = requireNonNull(security, "security is null");
    this.number = number;
  }

  void connect() throws IOException {
    int port = security == Security.NONE ? target.pop3() : target.pop3s();
    wire = Wire.connect(port, security, number, input);
    expectOk();
  }

  boolean resumed() {
    return wire.resumed();
  }

  /** Returns how long PASS took, in milliseconds. */
  double login(int account) throws IOException {
    user = target.users().name(account);
    command("USER " + user);
    long begin = System.nanoTime();
    command("PASS " + target.users().password(account));
    return (System.nanoTime() - begin) / 1e6;
  }

  Stat stat() throws IOException {
    command("STAT");
    input.skip(OK.length() + 1);
    return new Stat(Math.toIntExact(input.number()), input.number());
  }

  /** LIST, which has to agree with what STAT told of a maildrop without marks. */
  void list(Stat stat) throws IOException {
    command("LIST");
    sizes = new long[stat.messages()];
    long octets = 0;
    for (int i = 0; line(); i++) {
      Fault.unless(i < sizes.length && input.number() == i + 1, "LIST: out of order");
      sizes[i] = input.number();
      octets += sizes[i];
      Fault.unless(i + 1 < sizes.length || octets == stat.octets(), "STAT and LIST differ");
    }
    Fault.unless(octets == stat.octets(), "LIST: fewer than STAT has");
  }

  /** UIDL: as many as STAT has, all well-formed, none twice. */
  void uidl(Stat stat) throws IOException {
    command("UIDL");
    Set<String> ids = new HashSet<>(2 * stat.messages());
    for (int i = 1; line(); i++) {
      Fault.unless(input.number() == i, "UIDL: out of order");
      Fault.unless(ids.add(uniqueId()), "UIDL: one unique-id twice");
    }
    Fault.unless(ids.size() == stat.messages(), "STAT and UIDL differ");
  }

  /** RETR of a message, numbered from 1, that LIST had told the size of; returns that. */
  long retr(int message) throws IOException {
    fetch(message);
    content.check(user);
    return content.octets();
  }

  /** The same with a message that was marked with its own number; returns that. */
  long numbered(int message) throws IOException {
    fetch(message);
    return Long.parseLong(content.owner());
  }

  private void fetch(int message) throws IOException {
    command("RETR " + message);
    content.reset();
    input.content(content);
    input.quiet();
    Fault.unless(content.octets() == sizes[message - 1], "LIST and RETR differ");
  }

  void dele(int message) throws IOException {
    command("DELE " + message);
  }

  void noop() throws IOException {
    command("NOOP");
  }

  /** Ends the session; the server has to close the connection. */
  void quit() throws IOException {
    command("QUIT");
    input.end();
    close();
  }

  @Override
  public void close() throws IOException {
    if (wire != null) {
      wire.close();
    }
  }

  private void command(String line) throws IOException {
    wire.send(line + "\r\n");
    expectOk();
  }

  private void expectOk() throws IOException {
    input.next();
    Fault.unless(input.begins(OK), "not +OK: " + input.text());
  }

  /** Whether there is one more in a list. */
  private boolean line() throws IOException {
    input.next();
    return !input.isTerminator();
  }

  private String uniqueId() throws Fault {
    String id = input.text();
    boolean formed = !id.isEmpty() && id.length() <= LONGEST_UNIQUE_ID;
    for (int i = 0; formed && i < id.length(); i++) {
      formed = id.charAt(i) >= 0x21 && id.charAt(i) <= 0x7E;
    }
    Fault.unless(formed, "UIDL: no unique-id");
    return id;
  }
}
