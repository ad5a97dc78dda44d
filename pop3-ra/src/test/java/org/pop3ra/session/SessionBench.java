package org.pop3ra.session;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.pop3ra.spi.CanonicalMessage;
import org.pop3ra.spi.MaildropListener;
import org.pop3ra.spi.Proof;
import org.pop3ra.spi.ScriptedMaildrops;

/** A session with what it needs, for the tests of this package. */
final class SessionBench {
  final TestClock clock = new TestClock();
  final ScriptedMaildrops maildrops = new ScriptedMaildrops();
  final LoginGuard failedLogins = new LoginGuard(Duration.ofSeconds(1), clock);
  final Pop3Session session;
  private Wire<MaildropListener> wire;

  SessionBench(CanonicalMessage... messages) {
    this(Set.of(Proof.PASSWORD), messages);
  }

  SessionBench(Set<Proof> proofs, CanonicalMessage... messages) {
    maildrops.add("mrose", "secret", List.of(messages));
    session =
        new Pop3Session(
            Pop3Settings.defaults(),
            LoginMethods.of(proofs, "pop.example.org"),
            failedLogins,
            Client.inTheClear(InetAddress.getLoopbackAddress()),
            clock);
  }

  /** A driver that carries outcomes out; made at the first call. */
  Wire<MaildropListener> wire() {
    if (wire == null) {
      wire = new Wire<>(session, maildrops, clock);
    }
    return wire;
  }

  /** Sends a line; returns what comes. */
  String say(String line) {
    wire().takeOutput();
    wire().send(octets(line));
    return wire().takeText();
  }

  void login() {
    say("USER mrose");
    String reply = say("PASS secret");
    if (!reply.startsWith("+OK")) {
      throw new AssertionError(reply);
    }
  }

  /** The bare outcome of a line, which nobody carries out. */
  Outcome<MaildropListener> outcome(String line) {
    return session.receive(ByteBuffer.wrap(octets(line)));
  }

  static String text(Outcome<MaildropListener> reply) {
    return new String(
        ((Outcome.Reply<MaildropListener>) reply).octets(), StandardCharsets.US_ASCII);
  }

  private static byte[] octets(String line) {
    return (line + "\r\n").getBytes(StandardCharsets.UTF_8);
  }
}
