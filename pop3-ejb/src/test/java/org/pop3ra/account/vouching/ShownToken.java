package org.pop3ra.account.vouching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.TokenCredentials;
import org.pop3ra.spi.TokenRefusal;

/** What comes of one token. */
record ShownToken(TokenVoucher voucher, String token) {
  /** The account's name. */
  String vouch() throws MaildropException {
    return voucher.vouch(new TokenCredentials("", token));
  }

  MaildropException refusal() {
    return catchThrowableOfType(MaildropException.class, this::vouch);
  }

  /** Refused as it is to be told to the client (RFC 7628 section 3.2.2). */
  void assertInvalid() {
    MaildropException refused = refusal();
    assertThat(refused.reason()).isEqualTo(Reason.CREDENTIALS);
    assertThat(refused.getMessage()).doesNotContain(token);
    assertThat(refused.tokenRefusal())
        .contains(
            new TokenRefusal(
                "invalid_token", "", ProviderStub.ISSUER + "/.well-known/openid-configuration"));
  }
}
