package org.pop3ra.account.vouching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3ra.spi.KerberosCredentials;
import org.pop3ra.spi.KerberosSettings;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.PrincipalName;

class PrincipalVoucherTest {
  private static String vouch(PrincipalName name, String principal, String... realms)
      throws MaildropException {
    return new PrincipalVoucher(new KerberosSettings(Set.of(realms), name))
        .vouch(new KerberosCredentials("", principal));
  }

  @Test
  void namesTheAccountAsConfigured() throws Exception {
    assertThat(vouch(PrincipalName.NAME, "mrose@EXAMPLE.ORG", "EXAMPLE.ORG")).isEqualTo("mrose");
    assertThat(vouch(PrincipalName.ADDRESS, "mrose@B.ORG", "A.ORG", "B.ORG"))
        .isEqualTo("mrose@B.ORG");
  }

  /** Realms are compared as they are written (RFC 4120 section 6.1). */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "mrose@OTHER.ORG",
        "mrose@example.org",
        "mrose/admin@EXAMPLE.ORG",
        "host/mail.example.org@EXAMPLE.ORG",
        "mrose",
        "@EXAMPLE.ORG",
        "",
        "mrose\\@b@EXAMPLE.ORG",
        "a@b@EXAMPLE.ORG",
        "WELLKNOWN/ANONYMOUS@WELLKNOWN:ANONYMOUS"
      })
  void whoIsNoUserOfTheRealmIsNobody(String principal) {
    MaildropException refusal =
        catchThrowableOfType(
            MaildropException.class, () -> vouch(PrincipalName.NAME, principal, "EXAMPLE.ORG"));

    assertThat(refusal.reason()).isEqualTo(Reason.CREDENTIALS);
  }
}
