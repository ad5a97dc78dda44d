package org.pop3ra.deployed;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.pop3ra.deployed.LoginServer.ACCOUNT;
import static org.pop3ra.deployed.LoginServer.ADDRESS;
import static org.pop3ra.deployed.LoginServer.PASSWORD;
import static org.pop3ra.deployed.LoginServer.SUBJECT;
import static org.pop3ra.deployed.LoginServer.file;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;
import org.pop3ra.deployed.MailTool.Way;
import org.pop3ra.fixture.Secret;
import org.pop3ra.tls.KeyFiles;
import org.pop3ra.tls.TestTls;
import org.pop3ra.transcript.Player;
import org.pop3ra.transcript.TranscriptReader;

/**
 * Real mail clients, each by the mechanisms that it knows, and scripts for what none of them do.
 */
class SaslClientsIT {
  private static LoginServer logins;
  private static Server server;

  @BeforeAll
  static void start() throws Exception {
    logins = LoginServer.start("sasl-clients");
    server = logins.server();
    try (Management management = Management.of(server)) {
      management.logEverything();
    }
  }

  @AfterAll
  static void stop() throws Exception {
    if (logins != null) {
      String log = logins.log();
      logins.kill();
      assertThat(log).as("at its finest").containsAnyOf(" TRACE ", "[FINE]", "[FINEST]");
      assertThat(log).doesNotContain(Secret.forms(PASSWORD)).doesNotContain(LoginServer.KEY);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PLAIN, CLEAR",
    "PLAIN, STLS",
    "PLAIN, POP3S",
    "LOGIN, CLEAR",
    "LOGIN, STLS",
    "LOGIN, POP3S",
    "CRAM-MD5, CLEAR",
    "CRAM-MD5, STLS",
    "SCRAM-SHA-1, CLEAR",
    "SCRAM-SHA-256, CLEAR",
    "SCRAM-SHA-256, POP3S",
  })
  void curl(String mechanism, Way way) throws Exception {
    MailTool curl = MailTool.curl(server);
    if (mechanism.startsWith("SCRAM-") && !curl.run("--version").contains("gsasl")) {
      throw new TestAbortedException("NOT TESTED: this curl is built without SCRAM (gsasl)");
    }

    assertThat(curl.curl(mechanism, way, ACCOUNT + ":" + PASSWORD))
        .contains("> AUTH " + mechanism, SUBJECT);
  }

  @Test
  void curlByApop() throws Exception {
    assertThat(MailTool.curl(server).curl("+APOP", Way.CLEAR, ACCOUNT + ":" + PASSWORD))
        .contains("> APOP " + ACCOUNT, SUBJECT);
  }

  /** The name must be what the certificate says. */
  @ParameterizedTest
  @ValueSource(strings = {"STLS", "POP3S"})
  void curlByCertificate(Way way) throws Exception {
    assertThat(MailTool.curl(server).curl("EXTERNAL", way, ADDRESS + ":", shown("client")))
        .contains("> AUTH EXTERNAL", SUBJECT);
    assertThat(MailTool.curl(server).curl("EXTERNAL", way, "jdoe:", shown("client")))
        .contains("> AUTH EXTERNAL", "-ERR [AUTH]")
        .doesNotContain(SUBJECT);
  }

  /** Nobody here vouches for tokens: the client finds that out before it shows one. */
  @ParameterizedTest
  @ValueSource(strings = {"OAUTHBEARER", "XOAUTH2"})
  void curlKeepsItsTokenWhereNobodyAcceptsOne(String mechanism) throws Exception {
    String said =
        MailTool.curl(server)
            .curl(mechanism, Way.POP3S, ACCOUNT + ":", "--oauth2-bearer", "mF_9.B5f-4.1JqM");

    assertThat(said).contains("+OK", "curl: (67)").doesNotContain("> AUTH", SUBJECT);
  }

  @ParameterizedTest
  @CsvSource({
    "user, POP3S",
    "plain, STLS",
    "plain, POP3S",
    "login, POP3S",
    "scram-sha-1, CLEAR",
    "scram-sha-1, STLS",
    "scram-sha-256, CLEAR",
    "scram-sha-256, STLS",
    "scram-sha-256, POP3S",
    "scram-sha-1-plus, POP3S",
    "scram-sha-256-plus, STLS",
    "scram-sha-256-plus, POP3S",
    "cram-md5, CLEAR",
    "cram-md5, POP3S",
    "apop, CLEAR",
  })
  void mpop(String mechanism, Way way) throws Exception {
    MailTool mpop = MailTool.mpop(server);
    if (!List.of(mpop.run("--version").split("\\s+")).contains(mechanism)) {
      throw new TestAbortedException("NOT TESTED: this mpop does not know " + mechanism);
    }

    assertThat(mpop.mpop(mechanism, way, ACCOUNT)).contains(MailTool.command(mechanism), SUBJECT);
  }

  @Test
  void mpopByCertificate() throws Exception {
    String said =
        MailTool.mpop(server)
            .mpop(
                "external",
                Way.STLS,
                ADDRESS,
                "--tls-cert-file=" + file("client.pem"),
                "--tls-key-file=" + file("client.key"));

    assertThat(said).contains("AUTH EXTERNAL", SUBJECT);
  }

  @ParameterizedTest
  @CsvSource({
    "POP3, password, STLS, USER",
    "POP3, password, POP3S, USER",
    "POP3, cram-md5, CLEAR, AUTH CRAM-MD5",
    "POP3, cram-md5, STLS, AUTH CRAM-MD5",
    "APOP, any, CLEAR, APOP",
  })
  void fetchmail(String protocol, String authentication, Way way, String command) throws Exception {
    assertThat(MailTool.fetchmail(server).fetchmail(protocol, authentication, way))
        .contains("POP3> " + command, SUBJECT);
  }

  /** By hand, as docs/authentication.md shows it. */
  @Test
  void openssl() throws Exception {
    assertThat(byHand("AUTH PLAIN AG1yb3NlAHRhbnN0YWFm\nRETR 1\nQUIT\n")).contains(SUBJECT);
    assertThat(byHand("AUTH EXTERNAL =\nRETR 1\nQUIT\n", certificate("client"))).contains(SUBJECT);
  }

  private static String byHand(String typed, String... more) throws Exception {
    String[] arguments = {"s_client", "-quiet", "-connect", "127.0.0.1:" + server.pop3sPort()};
    return Tool.named("openssl", "openssl").runWith(typed, joined(arguments, more));
  }

  private static String[] joined(String[] first, String[] last) {
    return Stream.concat(Stream.of(first), Stream.of(last)).toArray(String[]::new);
  }

  /** Without a certificate that the server trusts there is no EXTERNAL. */
  @Test
  void aCertificateThatNobodyVouchesForIsNoProof() throws Exception {
    try (Pop3Client client = server.connectTls(TestTls.client())) {
      client.ok();
      assertThat(client.send("AUTH EXTERNAL =")).startsWith("-ERR no such mechanism");
    }
    String said =
        MailTool.curl(server).curl("EXTERNAL", Way.POP3S, ADDRESS + ":", shown("a.example"));
    assertThat(said).contains("curl: (").doesNotContain("> AUTH EXTERNAL", SUBJECT);
  }

  /** The server looks for an address, and this one has none: it could not log in anybody. */
  @Test
  void aCertificateWithoutTheNameThatIsLookedForIsNoProof() throws Exception {
    SSLContext nameless =
        TestTls.client(new KeyFiles.Pair(file("client-nameless.pem"), file("client-nameless.key")));
    try (Pop3Client client = server.connectTls(nameless)) {
      client.ok();
      client.ok("AUTH");
      assertThat(client.lines()).contains("PLAIN").doesNotContain("EXTERNAL");
      assertThat(client.send("AUTH EXTERNAL =")).startsWith("-ERR no such mechanism");
    }
  }

  @Test
  void apopByScript() throws Exception {
    try (Pop3Client client = server.connect()) {
      String greeting = client.ok();
      String timestamp = greeting.substring(greeting.indexOf('<'));
      assertThat(client.send("APOP " + ACCOUNT + " " + md5(timestamp + "wrong")))
          .startsWith("-ERR [AUTH]");
      client.ok("APOP " + ACCOUNT + " " + md5(timestamp + PASSWORD));
      assertThat(client.ok("STAT")).startsWith("+OK 1 ");
      client.ok("QUIT");
    }
    try (Pop3Client client = server.connect()) {
      assertThat(client.ok()).as("another timestamp each time").contains("<").contains("@");
    }
  }

  @Test
  void cramMd5ByScript() throws Exception {
    try (DeployedStage stage = new DeployedStage(server, logins.database(), server.pop3Port())) {
      Player.play(
          TranscriptReader.read(
              """
              # RFC 2195 section 2, and after STLS
              S: +OK POP3 ready …
              login CRAM-MD5 mrose/wrong
              S: -ERR [AUTH] wrong name or password
              login CRAM-MD5 nobody/tanstaaf
              S: -ERR [AUTH] wrong name or password
              C: STLS
              S: +OK begin TLS negotiation
              tls
              C: APOP mrose c4c9334bac560ecc979e58001b3e22fb
              S: -ERR …
              login CRAM-MD5 mrose/tanstaaf
              S: +OK maildrop is open
              C: QUIT
              S: +OK bye
              closed
              """),
          stage);
    }
  }

  /** As curl wants it. */
  private static String[] shown(String name) {
    return Stream.of(certificate(name))
        .map(word -> word.startsWith("-") ? "-" + word : word)
        .toArray(String[]::new);
  }

  /** As openssl wants it. */
  private static String[] certificate(String name) {
    return new String[] {
      "-cert", file(name + ".pem").toString(), "-key", file(name + ".key").toString()
    };
  }

  private static String md5(String text) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(US_ASCII)));
  }
}
