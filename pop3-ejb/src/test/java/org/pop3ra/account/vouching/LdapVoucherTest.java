package org.pop3ra.account.vouching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.unboundid.util.ssl.KeyStoreKeyManager;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3ra.spi.LdapSettings;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.PasswordCredentials;

class LdapVoucherTest {
  private static final String PEOPLE = TestDirectory.PEOPLE;
  private static final String READER = "cn=reader," + TestDirectory.SUFFIX;
  private static final String GROUP = "cn=mail," + TestDirectory.SUFFIX;
  @TempDir private static Path directory;
  private static SSLUtil tls;
  private static Path authorities;
  private TestDirectory server;

  @BeforeAll
  static void makeCertificate() throws Exception {
    TestCertificate made = TestCertificate.in(directory);
    tls =
        new SSLUtil(
            new KeyStoreKeyManager(made.store(), made.password(), "PKCS12", null),
            new TrustAllTrustManager());
    authorities = made.chain();
  }

  @BeforeEach
  void start() throws Exception {
    server = TestDirectory.start(tls);
    server.add("dn: " + READER, "objectClass: person", "userPassword: reader");
    server.add(
        "dn: uid=ann," + PEOPLE,
        "objectClass: inetOrgPerson",
        "uid: ann",
        "mail: ann@example.org",
        "userPassword: secret");
    server.add(
        "dn: uid=bob\\, jr*," + PEOPLE,
        "objectClass: inetOrgPerson",
        "uid: bob, jr*",
        "userPassword: secret");
    server.add("dn: " + GROUP, "objectClass: groupOfNames", "member: uid=ann," + PEOPLE);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private LdapVoucher searching(String attribute, String group) {
    return voucher(List.of(server.url("ldap")), false, "", attribute, group);
  }

  private LdapVoucher voucher(
      List<URI> servers, boolean startTls, String userDn, String attribute, String group) {
    return new LdapVoucher(
        new LdapSettings(
            servers,
            startTls,
            Optional.of(authorities),
            READER,
            "reader",
            userDn,
            userDn.isEmpty() ? PEOPLE : "",
            "(uid=%u)",
            attribute,
            group,
            Duration.ofSeconds(2)));
  }

  private static String vouch(LdapVoucher voucher, String user, String password)
      throws MaildropException {
    return voucher.vouch(new PasswordCredentials(user, password));
  }

  private static Reason refusal(LdapVoucher voucher, String user, String password) {
    return catchThrowableOfType(MaildropException.class, () -> vouch(voucher, user, password))
        .reason();
  }

  @Test
  void theUserIsSearchedForAndBound() throws Exception {
    try (LdapVoucher voucher = searching("", "")) {
      assertThat(vouch(voucher, "ann", "secret")).isEqualTo("ann");
      assertThat(vouch(voucher, "bob, jr*", "secret")).isEqualTo("bob, jr*");
      // After a bind the connection is the reader's again.
      assertThat(vouch(voucher, "ann", "secret")).isEqualTo("ann");
    }
  }

  @Test
  void connectionsAreUsedAgain() throws Exception {
    try (LdapVoucher voucher = searching("", "")) {
      assertThat(vouch(voucher, "ann", "secret")).isEqualTo("ann");
      int connections = server.connections();
      for (int i = 0; i < 10; i++) {
        assertThat(vouch(voucher, "ann", "secret")).isEqualTo("ann");
        assertThat(refusal(voucher, "ann", "wrong")).isEqualTo(Reason.CREDENTIALS);
      }

      assertThat(server.connections()).isEqualTo(connections).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong", "", " ", "Secret"})
  void aWrongPasswordIsRefused(String password) {
    try (LdapVoucher voucher = searching("", "")) {
      assertThat(refusal(voucher, "ann", password)).isEqualTo(Reason.CREDENTIALS);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody", "*", "a*", "ann)(uid=*", "ann\\2a", "", "\u0000"})
  void whoIsNotInTheDirectoryIsRefused(String user) {
    try (LdapVoucher voucher = searching("", "")) {
      assertThat(refusal(voucher, user, "secret")).isEqualTo(Reason.CREDENTIALS);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void severalEntriesAreNobody(int more) throws Exception {
    for (int i = 0; i < more; i++) {
      String unit = "ou=sub" + i + "," + PEOPLE;
      server.add("dn: " + unit, "objectClass: organizationalUnit", "ou: sub" + i);
      server.add(
          "dn: uid=ann," + unit, "objectClass: inetOrgPerson", "uid: ann", "userPassword: secret");
    }
    try (LdapVoucher voucher = searching("", "")) {
      assertThat(refusal(voucher, "ann", "secret")).isEqualTo(Reason.CREDENTIALS);
    }
  }

  @Test
  void theNameInTheDirectoryMayBeKnownByATemplate() throws Exception {
    List<URI> servers = List.of(server.url("ldap"));
    try (LdapVoucher voucher = voucher(servers, false, "uid=%u," + PEOPLE, "", "")) {
      assertThat(vouch(voucher, "ann", "secret")).isEqualTo("ann");
      assertThat(vouch(voucher, "bob, jr*", "secret")).isEqualTo("bob, jr*");
      assertThat(refusal(voucher, "ann,ou=people", "secret")).isEqualTo(Reason.CREDENTIALS);
      assertThat(refusal(voucher, "ann", "wrong")).isEqualTo(Reason.CREDENTIALS);
    }
  }

  @Test
  void anAttributeMayNameTheAccount() throws Exception {
    try (LdapVoucher voucher = searching("mail", "")) {
      assertThat(vouch(voucher, "ann", "secret")).isEqualTo("ann@example.org");
      assertThat(refusal(voucher, "bob, jr*", "secret")).isEqualTo(Reason.CREDENTIALS);
    }
  }

  @Test
  void oneThatHasTwoValuesNamesNobody() throws Exception {
    server.add(
        "dn: uid=eve," + PEOPLE,
        "objectClass: inetOrgPerson",
        "uid: eve",
        "mail: eve@example.org",
        "mail: ann@example.org",
        "userPassword: secret");
    try (LdapVoucher voucher = searching("mail", "")) {
      assertThat(refusal(voucher, "eve", "secret")).isEqualTo(Reason.CREDENTIALS);
    }
  }

  @Test
  void aGroupMayBeNeeded() throws Exception {
    try (LdapVoucher voucher = searching("", GROUP)) {
      assertThat(vouch(voucher, "ann", "secret")).isEqualTo("ann");
      assertThat(refusal(voucher, "bob, jr*", "secret")).isEqualTo(Reason.CREDENTIALS);
    }
  }

  @Test
  void connectionsAreSecuredByStartTls() throws Exception {
    try (LdapVoucher voucher = voucher(List.of(server.url("ldap")), true, "", "", "")) {
      assertThat(vouch(voucher, "ann", "secret")).isEqualTo("ann");
    }
  }

  @Test
  void connectionsAreSecuredFromTheBeginning() throws Exception {
    try (LdapVoucher voucher = voucher(List.of(server.url("ldaps")), false, "", "", "")) {
      assertThat(vouch(voucher, "ann", "secret")).isEqualTo("ann");
    }
  }

  /** By StartTLS too: a connection that stayed in the clear would know nobody's certificate. */
  @ParameterizedTest
  @CsvSource({"ldaps, false", "ldap, true"})
  void whoIsNotWhomTheAuthoritiesVouchForGetsNoPassword(String scheme, boolean startTls)
      throws Exception {
    LdapSettings stranger =
        new LdapSettings(
            List.of(server.url(scheme)),
            startTls,
            Optional.empty(),
            "",
            "",
            "uid=%u," + PEOPLE,
            "",
            "(uid=%u)",
            "",
            "",
            Duration.ofSeconds(2));
    try (LdapVoucher voucher = new LdapVoucher(stranger)) {
      assertThat(refusal(voucher, "ann", "secret")).isEqualTo(Reason.TEMPORARY);
    }
  }

  @Test
  void theNextServerIsAskedIfTheFirstIsAway() throws Exception {
    List<URI> servers = List.of(URI.create("ldap://127.0.0.1:1"), server.url("ldap"));
    try (LdapVoucher voucher = voucher(servers, false, "", "", "")) {
      assertThat(vouch(voucher, "ann", "secret")).isEqualTo("ann");
    }
  }

  @Test
  void aDirectoryThatIsAwayIsATemporaryFailureUntilItIsBack() throws Exception {
    try (LdapVoucher voucher = searching("", "")) {
      assertThat(vouch(voucher, "ann", "secret")).isEqualTo("ann");
      server.leave();
      assertThat(refusal(voucher, "ann", "secret")).isEqualTo(Reason.TEMPORARY);

      server.comeBack();
      assertThat(vouch(voucher, "ann", "secret")).isEqualTo("ann");
    }
  }
}
