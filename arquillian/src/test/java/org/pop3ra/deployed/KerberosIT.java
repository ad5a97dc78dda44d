package org.pop3ra.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pop3ra.deployed.LoginServer.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.TestAbortedException;
import org.pop3ra.deployed.MailTool.Way;
import org.pop3ra.fixture.Kdc;

/** Tickets of a real key distribution centre, shown by real clients. */
class KerberosIT {
  private static final String SERVICE = "pop/localhost@" + Kdc.REALM;
  @TempDir private static Path directory;
  private static Kdc kdc;
  private static VouchedServer pop3;

  @BeforeAll
  static void start() throws Exception {
    kdc = Kdc.start(directory);
    for (String user : new String[] {"ann", "local", "ann/admin"}) {
      kdc.user(user, "tanstaaf");
    }
    kdc.service(SERVICE);
    Path keytab = directory.resolve("pop.keytab");
    kdc.export(SERVICE, keytab);
    pop3 =
        VouchedServer.start(
            "kerberos",
            Map.of(
                "POP3_IDENTITY_SOURCES",
                "tables kerberos",
                "POP3_KERBEROS_KEYTAB",
                keytab.toString(),
                "POP3_KERBEROS_PRINCIPAL",
                SERVICE));
    pop3.ready();
    pop3.deliver("local@example.org");
  }

  @AfterAll
  static void stop() throws Exception {
    if (pop3 != null) {
      pop3.kill();
    }
    if (kdc != null) {
      kdc.stop();
    }
  }

  @ParameterizedTest
  @EnumSource
  void curlShowsATicket(Way way) throws Exception {
    assertThat(curl(way, kdc.login("local", "tanstaaf"), "/1"))
        .contains("> AUTH GSSAPI", VouchedServer.SUBJECT);
  }

  @Test
  void whoHasNoAccountYetGetsOne() throws Exception {
    assertThat(curl(Way.POP3S, kdc.login("ann", "tanstaaf"), "/"))
        .contains("+OK maildrop is open")
        .doesNotContain("-ERR");
    assertThat(pop3.server().administration().send("GET", "accounts/ann", "").statusCode())
        .isEqualTo(200);
  }

  @Test
  void aTicketOpensNobodyElsesMaildrop() throws Exception {
    Path ann = kdc.login("ann", "tanstaaf");

    assertThat(curl(Way.POP3S, ann, "/1", "--sasl-authzid", "local"))
        .contains("-ERR [AUTH]")
        .doesNotContain(VouchedServer.SUBJECT);
    assertThat(curl(Way.POP3S, ann, "/", "--sasl-authzid", "ann")).contains("+OK maildrop is open");
  }

  /** Its principal has an instance: it is not ann. */
  @Test
  void anAdministratorsTicketIsNoUsers() throws Exception {
    assertThat(curl(Way.POP3S, kdc.login("ann/admin", "tanstaaf"), "/")).contains("-ERR [AUTH]");
  }

  @Test
  void withoutATicketNothingIsShown() throws Exception {
    assertThat(curl(Way.POP3S, directory.resolve("none"), "/1"))
        .contains("curl: (")
        .doesNotContain("maildrop is open");
  }

  @Test
  void garbageIsRefusedAndTheSessionGoesOn() throws Exception {
    assertThat(pop3.sasl("GSSAPI", "hello")).startsWith("-ERR not what the mechanism expects");
    try (Pop3Client client = pop3.server().connect()) {
      client.ok();
      assertThat(client.send("AUTH GSSAPI")).isEqualTo("+ ");
      assertThat(client.send("*")).startsWith("-ERR cancelled");
      client.login("local", "secret");
      client.ok("QUIT");
    }
  }

  @Test
  void fetchmailShowsATicket() throws Exception {
    if (!run(directory, "fetchmail", "-V").contains("+GSS")) {
      throw new TestAbortedException("NOT TESTED: this fetchmail is built without GSSAPI");
    }
    Path settings = directory.resolve("fetchmailrc");
    Files.writeString(
        settings,
        ("poll localhost service %d protocol pop3 auth gssapi user local ssl sslproto 'TLS1.2+'"
                + " sslcertck sslcertfile '%s' keep mda /bin/cat%n")
            .formatted(pop3.server().pop3sPort(), file("localhost.pem")));
    settings.toFile().setReadable(false, false);
    settings.toFile().setReadable(true, true);

    assertThat(
            run(
                kdc.login("local", "tanstaaf"),
                "fetchmail",
                "-v",
                "-f",
                settings.toString(),
                "--nosyslog",
                "--pidfile",
                directory.resolve("pid").toString(),
                "--idfile",
                directory.resolve("ids").toString()))
        .contains("AUTH GSSAPI", VouchedServer.SUBJECT);
  }

  @ParameterizedTest
  @EnumSource
  void mpopShowsATicket(Way way) throws Exception {
    if (!List.of(run(directory, "mpop", "--version").split("\\s+", -1)).contains("gssapi")) {
      throw new TestAbortedException("NOT TESTED: this mpop is built without GSSAPI");
    }
    Server server = pop3.server();
    int port = way == Way.POP3S ? server.pop3sPort() : server.pop3Port();

    assertThat(
            run(
                kdc.login("local", "tanstaaf"),
                "mpop",
                "--host=localhost",
                "--port=" + port,
                "--timeout=30",
                "--debug",
                "--auth=gssapi",
                "--user=local",
                "--tls=" + (way == Way.CLEAR ? "off" : "on"),
                "--tls-starttls=" + (way == Way.STLS ? "on" : "off"),
                "--tls-trust-file=" + file("localhost.pem"),
                "--keep=on",
                "--delivery=mda,/bin/cat",
                "--uidls-file=" + directory.resolve("uids-" + way)))
        .contains("AUTH GSSAPI", VouchedServer.SUBJECT);
  }

  private static String curl(Way way, Path cache, String path, String... more)
      throws IOException, InterruptedException {
    Server server = pop3.server();
    List<String> command = new ArrayList<>(List.of("curl", "-sSv", "--max-time", "30"));
    command.addAll(List.of("-u", ":", "--login-options", "AUTH=GSSAPI"));
    command.addAll(List.of("--cacert", file("localhost.pem").toString()));
    if (way == Way.STLS) {
      command.add("--ssl-reqd");
    }
    command.addAll(List.of(more));
    command.add(
        way == Way.POP3S
            ? "pop3s://localhost:" + server.pop3sPort() + path
            : "pop3://localhost:" + server.pop3Port() + path);
    return run(cache, command.toArray(String[]::new));
  }

  /** As the user whose tickets are in a cache. */
  private static String run(Path cache, String... command)
      throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of("KRB5_CONFIG=" + kdc.clientConfiguration(), "KRB5CCNAME=FILE:" + cache));
    arguments.addAll(List.of(command));
    Tool.named(command[0], command[0]);
    return Tool.named("env", "coreutils").run(arguments.toArray(String[]::new));
  }
}
