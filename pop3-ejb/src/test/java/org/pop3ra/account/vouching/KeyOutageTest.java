package org.pop3ra.account.vouching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pop3ra.spi.MaildropException.Reason;

/** What a token is worth while the keys of its provider cannot be fetched. */
class KeyOutageTest {
  private static final int MANY = 10;
  private static RSAKey key;
  private static RSAKey newKey;
  @RegisterExtension private final ProviderStub provider = new ProviderStub();

  @BeforeAll
  static void makeKeys() throws JOSEException {
    key = ProviderStub.key("one");
    newKey = ProviderStub.key("two");
  }

  @BeforeEach
  void showTheFirst() {
    provider.show(key);
  }

  private void goAway() {
    provider.answer("/jwks", 503, "");
  }

  private TokenVoucher voucher(ProviderKeys.Times times) {
    return new TokenVoucher(provider.settings(true, false, "", Optional.empty()), times);
  }

  private static String signedBy(RSAKey signer) throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(signer.getKeyID()).build(),
            new JWTClaimsSet.Builder()
                .issuer(ProviderStub.ISSUER)
                .audience("pop3")
                .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                .claim("email", "ann@example.org")
                .build());
    token.sign(new RSASSASigner(signer));
    return token.serialize();
  }

  private static Optional<Reason> refusal(ShownToken shown) {
    return Optional.ofNullable(shown.refusal()).map(refused -> refused.reason());
  }

  @Test
  void anOutageThatLastsIsNoWrongToken() throws Exception {
    ProviderKeys.Times times =
        new ProviderKeys.Times(Duration.ofMillis(50), Duration.ofMillis(60), Duration.ofMillis(60));
    ShownToken valid = new ShownToken(voucher(times), signedBy(key));
    assertThat(valid.vouch()).isEqualTo("ann@example.org");
    goAway();

    await().until(() -> refusal(valid).isPresent());

    for (int i = 0; i < MANY; i++) {
      assertThat(refusal(valid)).contains(Reason.TEMPORARY);
    }
    provider.show(key);
    await().until(() -> refusal(valid).isEmpty());
  }

  @Test
  void aNewKeyThatCannotBeFetchedIsNoWrongTokenEither() throws Exception {
    TokenVoucher voucher = voucher(ProviderKeys.Times.USUAL);
    assertThat(new ShownToken(voucher, signedBy(key)).vouch()).isEqualTo("ann@example.org");
    goAway();

    ShownToken byNew = new ShownToken(voucher, signedBy(newKey));
    for (int i = 0; i < MANY; i++) {
      assertThat(refusal(byNew)).contains(Reason.TEMPORARY);
    }
    assertThat(new ShownToken(voucher, signedBy(key)).vouch()).isEqualTo("ann@example.org");
  }

  @Test
  void whereNobodyLoggedInYetAForgedTokenIsAWrongOne() throws Exception {
    ShownToken forged = new ShownToken(voucher(ProviderKeys.Times.USUAL), signedBy(newKey));

    for (int i = 0; i < MANY; i++) {
      forged.assertInvalid();
    }
    assertThat(provider.requests("/jwks")).isLessThanOrEqualTo(2);
  }
}
