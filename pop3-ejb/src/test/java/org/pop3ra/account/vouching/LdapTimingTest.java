package org.pop3ra.account.vouching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3ra.fixture.Timing;
import org.pop3ra.spi.LdapSettings;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.PasswordCredentials;

/**
 * Whom the directory knows takes as long to refuse as whom it does not. By the clock, since most of
 * the time is spent elsewhere. Without the bind for nobody's sake an unknown name would be answered
 * in a third of it.
 */
class LdapTimingTest {
  private TestDirectory directory;

  @BeforeEach
  void start() throws Exception {
    directory = TestDirectory.start();
    directory.person("known", "secret");
  }

  @AfterEach
  void stop() {
    directory.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "uid=%u," + TestDirectory.PEOPLE})
  void nobodyCanTellWhoIsKnown(String userDn) throws Exception {
    try (LdapVoucher voucher = voucher(userDn)) {
      new Timing(1000, 1000)
          .assertAlike(
              0.6, 1.7, user -> refusal(voucher, user), List.of("known", "unknown", "kn*"));
    }
  }

  private LdapVoucher voucher(String userDn) {
    return new LdapVoucher(
        new LdapSettings(
            List.of(directory.url("ldap")),
            false,
            Optional.empty(),
            "",
            "",
            userDn,
            userDn.isEmpty() ? TestDirectory.PEOPLE : "",
            "(uid=%u)",
            "",
            "",
            Duration.ofSeconds(5)));
  }

  private static long refusal(LdapVoucher voucher, String user) {
    PasswordCredentials wrong = new PasswordCredentials(user, "wrong");
    long start = System.nanoTime();
    MaildropException refused =
        catchThrowableOfType(MaildropException.class, () -> voucher.vouch(wrong));
    long taken = System.nanoTime() - start;
    assertThat(refused.reason()).isEqualTo(Reason.CREDENTIALS);
    return taken;
  }
}
