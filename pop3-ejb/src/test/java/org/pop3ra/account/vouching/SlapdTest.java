package org.pop3ra.account.vouching;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;
import org.pop3ra.spi.LdapSettings;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.PasswordCredentials;

/** OpenLDAP's server, as Debian has it. */
class SlapdTest {
  private static final Path SLAPD = Path.of("/usr/sbin/slapd");
  private static final String SUFFIX = "dc=example,dc=org";
  private static final String ROOT = "cn=admin," + SUFFIX;
  @TempDir private static Path directory;
  private static Process slapd;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    if (!Files.isExecutable(SLAPD)) {
      throw new TestAbortedException("NOT TESTED: slapd is missing (Debian package slapd)");
    }
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path configuration = directory.resolve("slapd.conf");
    Files.writeString(configuration, configuration());
    slapd =
        new ProcessBuilder(
                SLAPD.toString(),
                "-f",
                configuration.toString(),
                "-h",
                "ldap://127.0.0.1:" + port,
                "-d",
                "0")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    await().atMost(Duration.ofSeconds(20)).until(SlapdTest::answers);
    fill();
  }

  private static String configuration() throws IOException {
    Path data = Files.createDirectory(directory.resolve("data"));
    TestCertificate certificate = TestCertificate.in(directory);
    return """
        include /etc/ldap/schema/core.schema
        include /etc/ldap/schema/cosine.schema
        include /etc/ldap/schema/inetorgperson.schema
        modulepath /usr/lib/ldap
        moduleload back_mdb
        pidfile %s
        TLSCertificateFile %s
        TLSCertificateKeyFile %s
        database mdb
        suffix "%s"
        rootdn "%s"
        rootpw admin
        directory %s
        """
        .formatted(
            directory.resolve("pid"), certificate.chain(), certificate.key(), SUFFIX, ROOT, data);
  }

  private static boolean answers() {
    if (!slapd.isAlive()) {
      throw new AssertionError("slapd ended: " + log());
    }
    try (LDAPConnection connection = new LDAPConnection("127.0.0.1", port)) {
      return connection.isConnected();
    } catch (LDAPException e) {
      return false;
    }
  }

  private static String log() {
    try {
      return Files.readString(directory.resolve("log"), UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static void fill() throws LDAPException, LDIFException {
    try (LDAPConnection connection = new LDAPConnection("127.0.0.1", port, ROOT, "admin")) {
      connection.add(
          "dn: " + SUFFIX,
          "objectClass: dcObject",
          "objectClass: organization",
          "dc: example",
          "o: x");
      for (String uid : List.of("ann", "bob\\, jr*")) {
        connection.add(
            "dn: uid=" + uid + "," + SUFFIX,
            "objectClass: inetOrgPerson",
            "uid: " + uid.replace("\\", ""),
            "cn: x",
            "sn: x",
            "mail: ann@example.org",
            "userPassword: secret");
      }
      connection.add(
          "dn: cn=mail," + SUFFIX,
          "objectClass: groupOfNames",
          "cn: mail",
          "member: uid=ann," + SUFFIX);
    }
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (slapd != null) {
      slapd.destroy();
      slapd.waitFor();
    }
  }

  private static LdapVoucher voucher(
      boolean startTls, String bindDn, String userDn, String attribute, String group) {
    return new LdapVoucher(
        new LdapSettings(
            List.of(URI.create("ldap://127.0.0.1:" + port)),
            startTls,
            Optional.of(directory.resolve(TestCertificate.CHAIN)),
            bindDn,
            "admin",
            userDn,
            userDn.isEmpty() ? SUFFIX : "",
            "(uid=%u)",
            attribute,
            group,
            Duration.ofSeconds(5)));
  }

  private static void assertVouches(LdapVoucher voucher, String name) throws MaildropException {
    try (voucher) {
      for (int i = 0; i < 3; i++) {
        assertThat(voucher.vouch(new PasswordCredentials("ann", "secret"))).isEqualTo(name);
        assertThat(refusal(voucher, "ann", "wrong")).isEqualTo(Reason.CREDENTIALS);
        assertThat(refusal(voucher, "nobody", "secret")).isEqualTo(Reason.CREDENTIALS);
        assertThat(refusal(voucher, "*", "secret")).isEqualTo(Reason.CREDENTIALS);
      }
    }
  }

  private static Reason refusal(LdapVoucher voucher, String user, String password) {
    return catchThrowableOfType(
            MaildropException.class, () -> voucher.vouch(new PasswordCredentials(user, password)))
        .reason();
  }

  @Test
  void searchesAndBinds() throws Exception {
    assertVouches(voucher(false, ROOT, "", "", ""), "ann");
  }

  @Test
  void searchesAnonymously() throws Exception {
    assertVouches(voucher(false, "", "", "", ""), "ann");
  }

  @Test
  void bindsByTheTemplate() throws Exception {
    assertVouches(voucher(false, "", "uid=%u," + SUFFIX, "", ""), "ann");
  }

  @Test
  void securesTheConnectionFirst() throws Exception {
    assertVouches(voucher(true, ROOT, "", "mail", "cn=mail," + SUFFIX), "ann@example.org");
  }

  @Test
  void escapesWhatANameMayContain() throws Exception {
    try (LdapVoucher search = voucher(false, "", "", "", "");
        LdapVoucher template = voucher(false, "", "uid=%u," + SUFFIX, "", "")) {
      PasswordCredentials bob = new PasswordCredentials("bob, jr*", "secret");
      assertThat(search.vouch(bob)).isEqualTo("bob, jr*");
      assertThat(template.vouch(bob)).isEqualTo("bob, jr*");
    }
  }

  @Test
  void knowsWhoIsInTheGroup() {
    try (LdapVoucher voucher = voucher(false, "", "", "", "cn=mail," + SUFFIX)) {
      assertThat(refusal(voucher, "bob, jr*", "secret")).isEqualTo(Reason.CREDENTIALS);
    }
  }
}
