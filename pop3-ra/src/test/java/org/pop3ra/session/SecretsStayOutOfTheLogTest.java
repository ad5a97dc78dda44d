package org.pop3ra.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3ra.fixture.Secret;
import org.pop3ra.sasl.Mechanism;
import org.pop3ra.sasl.Nonces;
import org.pop3ra.sasl.ScriptedTickets;
import org.pop3ra.spi.CertificateName;
import org.pop3ra.spi.MaildropListener;
import org.pop3ra.spi.Proof;
import org.pop3ra.spi.ScriptedMaildrops;
import org.pop3ra.tls.TestTls;
import org.pop3ra.transcript.SaslClient;

/** Whatever a client shows, right, wrong or ill-formed, the log at its finest has none of it. */
class SecretsStayOutOfTheLogTest {
  private static final String SECRET = "Tr0ub4dor";
  private static final String PASSWORD = "c0rrecth0rse";
  private static final Logger LOGGER = Logger.getLogger("org.pop3ra");
  private static final Client CLEAR = Client.inTheClear(InetAddress.getLoopbackAddress());

  private final TestClock clock = new TestClock();
  private final ScriptedMaildrops maildrops = new ScriptedMaildrops();
  private final Handler handler = new Recorder();
  private final Level before = LOGGER.getLevel();
  private final StringBuilder log = new StringBuilder();
  private final List<String> secrets = new ArrayList<>();
  private Pop3Session session;
  private Wire<MaildropListener> wire;

  @BeforeEach
  void listen() {
    LOGGER.setLevel(Level.ALL);
    LOGGER.addHandler(handler);
    maildrops.add("ann", PASSWORD, List.of());
    maildrops.token(PASSWORD, "ann");
    List.of(SECRET, PASSWORD).forEach(this::keepSecret);
  }

  @AfterEach
  void nothingWasTold() {
    LOGGER.removeHandler(handler);
    LOGGER.setLevel(before);
    assertThat(log.toString()).doesNotContain(secrets);
  }

  @Test
  void ofMechanismsThatShowThem() {
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

    assertThat(log.toString()).contains("login refused: user=\"ann\"").doesNotContain("+OK mail");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SCRAM-SHA-1",
        "SCRAM-SHA-256",
        "SCRAM-SHA-512",
        "SCRAM-SHA-1-PLUS",
        "SCRAM-SHA-256-PLUS",
        "SCRAM-SHA-512-PLUS",
        "CRAM-MD5"
      })
  void orProveThem(String mechanism) throws Exception {
    exchange(mechanism, SECRET);
    assertThat(log.toString()).contains("login refused: user=\"ann\"");
    exchange(mechanism, PASSWORD);
    assertThat(log.toString()).contains("+OK maildrop is open");
  }

  @Test
  void ofApop() throws Exception {
    for (String password : List.of(SECRET, PASSWORD)) {
      connect(CLEAR);
      String greeting = wire.takeText();
      String timestamp = greeting.substring(greeting.indexOf('<')).strip();
      byte[] digested = (timestamp + password).getBytes(US_ASCII);
      String digest = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(digested));
      secrets.add(digest);
      say("APOP ann " + digest);
      say("APOP ann " + digest + "0");
      say("QUIT");
    }

    assertThat(log.toString()).contains("login refused: user=\"ann\"", "+OK maildrop is open");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bogus", "expired", "keyless", "more"})
  void ofTickets(String kind) {
    play("AUTH GSSAPI " + encoded(kind + " " + SECRET));
    play("AUTH GSSAPI " + encoded("ticket ann@EXAMPLE.ORG") + "\r\n\r\n" + encoded(SECRET));
    play("AUTH GSSAPI\r\n" + SECRET);

    assertThat(log.toString()).contains("-ERR ").doesNotContain("+OK maildrop");
  }

  @Test
  void ofCertificates() {
    Client shown =
        CLEAR.secured(TlsSessions.of(TestTls.certificate(TestTls.pairs("client").get(0))));
    for (String response : List.of(SECRET, encoded(SECRET + "\0"), "=" + encoded(SECRET))) {
      connect(shown);
      say("AUTH EXTERNAL " + response + "\r\nQUIT");
    }

    assertThat(log.toString()).contains("-ERR not ").doesNotContain("+OK maildrop");
  }

  private void play(String lines) {
    connect(CLEAR);
    say(lines + "\r\nQUIT");
  }

  /** What the client says in it is a secret, too: it could be used to try passwords. */
  private void exchange(String mechanism, String password) throws Exception {
    TlsSession tls = TlsSessions.anonymous();
    SaslClient client =
        SaslClient.of(mechanism, "ann", password, () -> tls.serverEndPoint().orElseThrow());
    connect(mechanism.endsWith("-PLUS") ? CLEAR.secured(tls) : CLEAR);
    String reply = say(client.command());
    while (reply.startsWith("+ ")) {
      String response = client.respond(reply.substring(2).strip());
      keepSecret(proof(new String(Base64.getDecoder().decode(response), US_ASCII)));
      reply = say(response);
    }
    say("QUIT");
  }

  private void connect(Client client) {
    LoginMethods methods =
        new LoginMethods(
            EnumSet.allOf(Proof.class),
            EnumSet.allOf(Mechanism.class),
            true,
            "pop.example.org",
            CertificateName.NONE,
            Optional.of(new ScriptedTickets()),
            new Nonces());
    session =
        new Pop3Session(
            Pop3Settings.defaults(), methods, new LoginGuard(Duration.ZERO, clock), client, clock);
    wire = new Wire<>(session, maildrops, clock);
  }

  private String say(String lines) {
    wire.takeText();
    wire.send((lines + "\r\n").getBytes(US_ASCII));
    String replies = wire.takeText();
    log.append(replies).append(session.summary());
    return replies;
  }

  /** What is computed with the password, at the end of a message; empty if nothing is. */
  private static String proof(String message) {
    return message.substring(Math.max(message.lastIndexOf(",p="), message.lastIndexOf(' ')) + 1);
  }

  private void keepSecret(String text) {
    if (!text.isEmpty()) {
      secrets.addAll(Secret.forms(text));
    }
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
