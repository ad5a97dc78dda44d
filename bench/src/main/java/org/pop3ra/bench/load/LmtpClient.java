package org.pop3ra.bench.load;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.List;
import java.util.function.IntConsumer;

/** An LMTP client (RFC 2033), which pipelines its envelopes (RFC 2920). Used by one thread. */
final class LmtpClient implements AutoCloseable {
  private final Target target;
  private final Input input = new Input();
  private final Wire wire;

  LmtpClient(Target target, int number) throws IOException {
    this.target = requireNonNull(target, "target is null");
    wire = Wire.connect(target.lmtp(), Security.NONE, number, input);
    expect("220");
    command("LHLO bench.example", "250");
  }

  /** One message to one account. */
  void deliver(Message message, int account) throws IOException {
    deliver(message.to(target.users().name(account)), List.of(account), committed -> {});
  }

  /** One message to many accounts. */
  void deliver(Message message, Range accounts) throws IOException {
    deliver(message.to(Message.ANYBODY), accounts.numbers(), committed -> {});
  }

  /** One message, marked with a number, to some accounts; each is told of when its 250 came. */
  void deliver(Message message, long number, List<Integer> accounts, IntConsumer committed)
      throws IOException {
    deliver(message.to(Long.toString(number)), accounts, committed);
  }

  void quit() throws IOException {
    command("QUIT", "221");
    input.end();
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }

  private void deliver(byte[] data, List<Integer> accounts, IntConsumer committed)
      throws IOException {
    wire.send(envelope(accounts));
    for (int i = 0; i <= accounts.size(); i++) {
      expect("250");
    }
    expect("354");
    wire.send(data);
    for (int account : accounts) {
      expect("250");
      committed.accept(account);
    }
    input.quiet();
  }

  private String envelope(List<Integer> accounts) {
    StringBuilder commands = new StringBuilder("MAIL FROM:<sender@bench.example>\r\n");
    for (int account : accounts) {
      String address = target.users().address(account);
      commands.append("RCPT TO:<").append(address).append(">\r\n");
    }
    return commands.append("DATA\r\n").toString();
  }

  private void command(String line, String status) throws IOException {
    wire.send(line + "\r\n");
    expect(status);
  }

  private void expect(String status) throws IOException {
    do {
      input.next();
    } while (input.begins(status + "-"));
    Fault.unless(input.begins(status), "not " + status + ": " + input.text());
  }
}
