package org.pop3ra.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pop3ra.deployed.LoginServer.file;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pop3ra.deployed.MailTool.Way;
import org.pop3ra.fixture.Slapd;

/** A real directory vouches for users, over StartTLS. */
class DirectoryIT {
  private static final String REFUSED = "-ERR [AUTH] ";
  @TempDir private static Path directory;
  private static Slapd slapd;
  private static VouchedServer pop3;

  @BeforeAll
  static void start() throws Exception {
    slapd = Slapd.start(directory, People.ENTRIES, file("localhost.pem"), file("localhost.key"));
    pop3 =
        VouchedServer.start(
            "directory",
            Map.of(
                "POP3_IDENTITY_SOURCES",
                "tables ldap",
                "POP3_LDAP_URL",
                slapd.url().toString(),
                "POP3_LDAP_STARTTLS",
                "true",
                "POP3_LDAP_AUTHORITIES",
                file("localhost.pem").toString(),
                "POP3_LDAP_BIND_DN",
                Slapd.ROOT,
                "POP3_LDAP_BIND_PASSWORD",
                Slapd.ROOT_PASSWORD,
                "POP3_LDAP_BASE",
                Slapd.SUFFIX,
                "POP3_LDAP_ATTRIBUTE",
                "mail",
                "POP3_LDAP_GROUP",
                "cn=pop3-admin," + Slapd.SUFFIX));
    pop3.ready();
  }

  @AfterAll
  static void stop() throws Exception {
    if (pop3 != null) {
      pop3.kill();
    }
    if (slapd != null) {
      slapd.stop();
    }
  }

  @Test
  void aUserOfTheDirectoryGetsAnAccountAndItsMail() throws Exception {
    assertThat(pop3.password("ann", "secret")).startsWith("+OK");
    pop3.deliver("ann@example.org");

    for (String mechanism : new String[] {"PLAIN", "LOGIN"}) {
      assertThat(MailTool.curl(pop3.server()).curl(mechanism, Way.POP3S, "ann:secret"))
          .contains("> AUTH " + mechanism, VouchedServer.SUBJECT);
    }
  }

  @Test
  void thePasswordThatTheDirectoryIsAskedAboutIsNotLogged() throws Exception {
    pop3.assertPasswordsUnlogged("ann", "secret");
  }

  @Test
  void whoseNamesAreTheOnesThatTheClientGaveOrTheEntryHas() throws Exception {
    assertThat(pop3.sasl("PLAIN", "ann\0ann\0secret")).startsWith("+OK");
    assertThat(pop3.sasl("PLAIN", "local\0ann\0secret")).startsWith(REFUSED);
  }

  @Test
  void othersAreRefusedInTheSameWords() throws Exception {
    String wrong = pop3.password("ann", "wrong");

    assertThat(wrong).startsWith(REFUSED);
    assertThat(pop3.password("nobody", "secret")).isEqualTo(wrong);
    assertThat(pop3.password("bob", "secret")).as("not in the group").isEqualTo(wrong);
    assertThat(pop3.password("*", "secret")).isEqualTo(wrong);
    assertThat(pop3.password("local", "wrong")).isEqualTo(wrong);
  }

  @Test
  void nobodyCanTellByTheTimeWhoIsInTheDirectory() throws Exception {
    new RefusalTimes(pop3).assertAlike("ann", "nobody");
  }

  /** RFC 3206 section 4: it is no word about the password. */
  @Test
  void aDirectoryThatIsAwayIsNoWrongPassword() throws Exception {
    slapd.stop();
    try {
      assertThat(pop3.password("ann", "secret")).startsWith("-ERR [SYS/TEMP] ");
      assertThat(pop3.password("local", "secret")).startsWith("+OK");
    } finally {
      slapd.start();
    }
    assertThat(pop3.password("ann", "secret")).startsWith("+OK");
  }
}
