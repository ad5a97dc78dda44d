package org.pop3ra.account.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3ra.account.domain.StoredLogin;
import org.pop3ra.spi.CertificateCredentials;
import org.pop3ra.spi.CertificateName;
import org.pop3ra.spi.IdentitySettings;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;

/** Of what certificates can say, only that which leaves no doubt lets anybody in. */
class CertificateLoginsTest {
  private final FakeLogins logins = new FakeLogins();
  private final Identities identities = new Identities();
  private final CertificateLogins certificates =
      new CertificateLogins(new LookUp(logins, () -> 0), identities);

  @BeforeEach
  void twoAccounts() {
    logins.put("ann", new StoredLogin(1, 10, Optional.empty(), 7));
    logins.put("ann@example.org", new StoredLogin(1, 10, Optional.empty(), 7));
    logins.put("ben", new StoredLogin(2, 20, Optional.empty(), 8));
    logins.put("ben@example.org", new StoredLogin(2, 20, Optional.empty(), 8));
  }

  @ParameterizedTest
  @CsvSource({"EMAIL, ann@example.org", "EMAIL, ANN@Example.ORG", "EMAIL, ''", "CN, Ann", "CN, ''"})
  void theOneNameIsTheAccounts(CertificateName by, String wanted) throws Exception {
    follow(by);

    assertThat(authenticate(wanted, "one")).isEqualTo(new Authenticated(1, 10, 7));
  }

  /** Also the account's other name: the certificate names one, and that one it is. */
  @ParameterizedTest
  @CsvSource({
    "EMAIL, ben@example.org",
    "EMAIL, ben",
    "EMAIL, ann",
    "CN, ben",
    "CN, ann@example.org",
  })
  void nobodyBecomesAnother(CertificateName by, String wanted) {
    follow(by);

    assertRefused(wanted, "one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"two-emails", "no-email", "email-in-subject"})
  void withoutOneAddressItIsNobodys(String file) {
    follow(CertificateName.EMAIL);

    assertRefused("", file);
    assertRefused("ann@example.org", file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"two-common-names", "multi-valued", "no-common-name", "escaped"})
  void withoutOneCommonNameItIsNobodys(String file) {
    follow(CertificateName.CN);

    assertRefused("", file);
    assertRefused("ann", file);
  }

  @ParameterizedTest
  @EnumSource(
      value = CertificateName.class,
      names = {"EMAIL", "CN"})
  void aNameThatNoAccountHasIsRefused(CertificateName by) {
    follow(by);
    logins.remove("ann");
    logins.remove("ann@example.org");

    assertRefused("", "one");
  }

  @Test
  void withoutTheSettingNoCertificateIsAProof() {
    assertRefused("", "one");
    assertRefused("ann", "one");
  }

  private void follow(CertificateName by) {
    identities.follow(new IdentitySettings(4096, Optional.empty(), by));
  }

  private void assertRefused(String wanted, String file) {
    assertThatThrownBy(() -> authenticate(wanted, file))
        .isInstanceOfSatisfying(
            MaildropException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CREDENTIALS));
  }

  private Authenticated authenticate(String wanted, String file) throws Exception {
    return certificates.authenticate(
        new CertificateCredentials(wanted, List.of(certificate(file))));
  }

  /**
   * One that {@code openssl req -x509 -subj … -addext subjectAltName=…} made; the key is thrown
   * away, since the handshake is over here.
   */
  private static X509Certificate certificate(String name) throws Exception {
    try (InputStream in =
        CertificateLoginsTest.class.getResourceAsStream("/certificates/" + name + ".pem")) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }
}
