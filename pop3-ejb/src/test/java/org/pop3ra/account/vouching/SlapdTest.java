package org.pop3ra.account.vouching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pop3ra.fixture.Slapd;
import org.pop3ra.spi.LdapSettings;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.PasswordCredentials;

/** OpenLDAP's server, as Debian has it. */
class SlapdTest {
  private static final String ENTRIES =
      """
      dn: uid=ann,dc=example,dc=org
      objectClass: inetOrgPerson
      uid: ann
      cn: x
      sn: x
      mail: ann@example.org
      userPassword: secret

      dn: uid=bob\\, jr*,dc=example,dc=org
      objectClass: inetOrgPerson
      uid: bob, jr*
      cn: x
      sn: x
      mail: ann@example.org
      userPassword: secret

      dn: cn=mail,dc=example,dc=org
      objectClass: groupOfNames
      cn: mail
      member: uid=ann,dc=example,dc=org
      """;
  @TempDir private static Path directory;
  private static Slapd slapd;

  @BeforeAll
  static void start() throws Exception {
    TestCertificate certificate = TestCertificate.in(directory);
    slapd =
        Slapd.start(directory.resolve("slapd"), ENTRIES, certificate.chain(), certificate.key());
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (slapd != null) {
      slapd.stop();
    }
  }

  private static LdapVoucher voucher(
      boolean startTls, String bindDn, String userDn, String attribute, String group) {
    return new LdapVoucher(
        new LdapSettings(
            List.of(slapd.url()),
            startTls,
            Optional.of(directory.resolve(TestCertificate.CHAIN)),
            bindDn,
            Slapd.ROOT_PASSWORD,
            userDn,
            userDn.isEmpty() ? Slapd.SUFFIX : "",
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
    assertVouches(voucher(false, Slapd.ROOT, "", "", ""), "ann");
  }

  @Test
  void searchesAnonymously() throws Exception {
    assertVouches(voucher(false, "", "", "", ""), "ann");
  }

  @Test
  void bindsByTheTemplate() throws Exception {
    assertVouches(voucher(false, "", "uid=%u," + Slapd.SUFFIX, "", ""), "ann");
  }

  @Test
  void securesTheConnectionFirst() throws Exception {
    assertVouches(
        voucher(true, Slapd.ROOT, "", "mail", "cn=mail," + Slapd.SUFFIX), "ann@example.org");
  }

  @Test
  void escapesWhatANameMayContain() throws Exception {
    try (LdapVoucher search = voucher(false, "", "", "", "");
        LdapVoucher template = voucher(false, "", "uid=%u," + Slapd.SUFFIX, "", "")) {
      PasswordCredentials bob = new PasswordCredentials("bob, jr*", "secret");
      assertThat(search.vouch(bob)).isEqualTo("bob, jr*");
      assertThat(template.vouch(bob)).isEqualTo("bob, jr*");
    }
  }

  @Test
  void knowsWhoIsInTheGroup() {
    try (LdapVoucher voucher = voucher(false, "", "", "", "cn=mail," + Slapd.SUFFIX)) {
      assertThat(refusal(voucher, "bob, jr*", "secret")).isEqualTo(Reason.CREDENTIALS);
    }
  }
}
