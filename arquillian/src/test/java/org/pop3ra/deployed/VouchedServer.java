package org.pop3ra.deployed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pop3ra.deployed.LoginServer.file;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.pop3ra.fixture.Secret;
import org.pop3ra.transcript.Player;
import org.pop3ra.transcript.TranscriptReader;

/**
 * A server where somebody else than its tables vouches for users, whose accounts are made at their
 * first login. The tables have one account: {@code local}, with the password {@code secret}.
 */
final class VouchedServer {
  static final String SUBJECT = "Subject: who has logged in";

  private final Node node;
  private final Database database;
  private Server server;

  private VouchedServer(Node node, Database database) {
    this.database = requireNonNull(database, "database is null");
    this.node = requireNonNull(node, "node is null");
  }

  /** Begins to start; {@code settings} are named as in the environment. */
  static VouchedServer start(String name, Map<String, String> settings) throws Exception {
    Map<String, String> all = new HashMap<>(settings);
    all.put("POP3_PROVISION", "true");
    all.put("POP3_FAILED_LOGIN_DELAY_MILLIS", "10");
    all.put("POP3_TLS_CERT", file("localhost.pem").toString());
    all.put("POP3_TLS_KEY", file("localhost.key").toString());
    Database database = Database.fresh();
    return new VouchedServer(Node.start(name, database, all), database);
  }

  /** Waits until it serves. */
  VouchedServer ready() throws Exception {
    server = node.ready();
    server.administration().put("local", "secret", "local@example.org");
    return this;
  }

  /**
   * What happens must leave no trace of these in its log, even at its finest; it happens until that
   * is seen, as Payara changes its levels a little later.
   */
  void assertUnlogged(Happening what, String... secrets) throws Exception {
    try (Management management = Management.of(server)) {
      management.logEverything();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                what.happen();
                return isAtItsFinest(node.log());
              });
      management.logAsUsual();
    }
    for (String secret : secrets) {
      assertThat(node.log()).doesNotContain(Secret.forms(secret));
    }
  }

  private static boolean isAtItsFinest(String log) {
    return Stream.of(" TRACE ", "[FINE]", "[FINEST]").anyMatch(log::contains);
  }

  /** A password that is asked about in vain must leave no trace in the log; {@code right} may. */
  void assertPasswordsUnlogged(String user, String right) throws Exception {
    String wrong = "Tr0ub4dor&3";
    assertUnlogged(
        () -> {
          assertThat(password(user, wrong)).startsWith("-ERR [AUTH] ");
          assertThat(sasl("PLAIN", "\0" + user + "\0" + wrong)).startsWith("-ERR [AUTH] ");
          assertThat(password(user, right)).startsWith("+OK");
        },
        wrong);
  }

  /** What a test does. */
  interface Happening {
    void happen() throws Exception;
  }

  /** Runs a script that configures it, and waits until it takes connections again. */
  void configure(Path script) throws Exception {
    node.configure(script);
    await().atMost(Duration.ofMinutes(2)).until(this::greets);
  }

  /** Runs a script after which it takes no connections; what an administrator is shown of it. */
  String misconfigure(Path script) throws Exception {
    int before = node.log().length();
    String said = node.misconfigure(script);
    return switch (Product.underTest()) {
      // A reload says nothing.
      case WILDFLY -> node.log().substring(before);
      case PAYARA -> said;
    };
  }

  /** What it has logged. */
  String log() throws IOException {
    return node.log();
  }

  private boolean greets() {
    try (Pop3Client client = server.connect()) {
      return client.line().startsWith("+OK");
    } catch (IOException e) {
      return false;
    }
  }

  Server server() {
    return server;
  }

  /** What comes of USER and PASS. */
  String password(String user, String password) throws IOException {
    try (Pop3Client client = server.connect()) {
      client.ok();
      client.ok("USER " + user);
      return quit(client, client.send("PASS " + password));
    }
  }

  /** What comes of a mechanism that shows all in one message; a challenge is answered. */
  String sasl(String mechanism, String message) throws IOException {
    try (Pop3Client client = server.connect()) {
      client.ok();
      String encoded = Base64.getEncoder().encodeToString(message.getBytes(UTF_8));
      String reply = client.send("AUTH " + mechanism + " " + encoded);
      return quit(client, reply.startsWith("+ ") ? decoded(reply) + client.send("AQ==") : reply);
    }
  }

  private static String decoded(String challenge) {
    return new String(Base64.getDecoder().decode(challenge.substring(2)), UTF_8) + " ";
  }

  /** In order, so that the maildrop is free when this returns. */
  private static String quit(Pop3Client client, String reply) throws IOException {
    client.ok("QUIT");
    return reply;
  }

  /** Puts the one message into the maildrop of an account that has an address. */
  void deliver(String address) throws IOException {
    try (LmtpClient lmtp = server.lmtp()) {
      lmtp.deliver(SUBJECT + "\r\n\r\n", address);
    }
  }

  /** Plays a transcript that takes nothing for granted. */
  void play(String transcript) throws Exception {
    try (DeployedStage stage = new DeployedStage(server, database, server.pop3Port())) {
      Player.play(TranscriptReader.read(transcript), stage);
    }
  }

  void kill() throws IOException, InterruptedException {
    node.kill();
  }
}
