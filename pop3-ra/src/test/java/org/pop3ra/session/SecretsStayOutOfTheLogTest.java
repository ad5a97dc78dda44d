package org.pop3ra.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.pop3ra.spi.MaildropListener;
import org.pop3ra.spi.Proof;
import org.pop3ra.spi.ScriptedMaildrops;

/** Whatever a client shows, right, wrong or ill-formed, the log at its finest has none of it. */
class SecretsStayOutOfTheLogTest {
  private static final String SECRET = "Tr0ub4dor";
  private static final Logger LOGGER = Logger.getLogger("org.pop3ra");

  private final TestClock clock = new TestClock();
  private final ScriptedMaildrops maildrops = new ScriptedMaildrops();
  private final StringBuilder log = new StringBuilder();

  @Test
  void ofAnyMechanism() {
    Handler handler = new Recorder();
    Level before = LOGGER.getLevel();
    LOGGER.setLevel(Level.ALL);
    LOGGER.addHandler(handler);
    try {
      List.of(
              "USER ann\r\nPASS " + SECRET,
              "AUTH PLAIN " + encoded("\0ann\0" + SECRET),
              "AUTH PLAIN " + encoded("ann" + SECRET),
              "AUTH LOGIN " + encoded("ann") + "\r\n" + encoded(SECRET),
              "AUTH OAUTHBEARER " + encoded("n,,\1auth=Bearer " + SECRET + "\1\1"),
              "AUTH XOAUTH2 " + encoded("user=ann\1auth=Bearer " + SECRET + "\1\1"),
              "AUTH XOAUTH2 " + encoded("auth=Bearer " + SECRET),
              "AUTH PLAIN " + SECRET,
              "AUTH " + SECRET)
          .forEach(this::play);
    } finally {
      LOGGER.removeHandler(handler);
      LOGGER.setLevel(before);
    }

    assertThat(log.toString())
        .contains("login refused: user=\"ann\"")
        .doesNotContain(SECRET)
        .doesNotContain(encoded(SECRET).substring(0, 11));
  }

  private void play(String lines) {
    maildrops.add("ann", "another", List.of());
    LoginMethods methods = LoginMethods.of(EnumSet.allOf(Proof.class), "pop.example.org");
    Client client = Client.inTheClear(InetAddress.getLoopbackAddress());
    Pop3Session session =
        new Pop3Session(
            Pop3Settings.defaults(), methods, new LoginGuard(Duration.ZERO, clock), client, clock);
    Wire<MaildropListener> wire = new Wire<>(session, maildrops, clock);
    wire.send((lines + "\r\nQUIT\r\n").getBytes(US_ASCII));
    log.append(session.summary()).append(wire.takeText());
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(US_ASCII));
  }

  private final class Recorder extends Handler {
    private final Formatter format = new SimpleFormatter();

    @Override
    public void publish(LogRecord record) {
      // With its parameters, and with whatever caused what was thrown.
      log.append(format.formatMessage(record)).append('\n');
      for (Throwable thrown = record.getThrown(); thrown != null; thrown = thrown.getCause()) {
        log.append(thrown).append('\n');
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
