package org.pop3ra.account.vouching;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.TokenRefusal;
import org.pop3ra.spi.TokenSettings.RequiredClaim;

class TokenVoucherTest {
  private static RSAKey key;
  private static RSAKey unknownKey;
  @RegisterExtension private final ProviderStub provider = new ProviderStub();

  @BeforeAll
  static void makeKeys() throws JOSEException {
    key = ProviderStub.key("one");
    unknownKey = ProviderStub.key("two");
  }

  @BeforeEach
  void showTheFirst() {
    provider.show(key);
  }

  private TokenVoucher signed() {
    return new TokenVoucher(provider.settings(true, false, "", Optional.empty()));
  }

  private static JWTClaimsSet.Builder good() {
    return new JWTClaimsSet.Builder()
        .issuer(ProviderStub.ISSUER)
        .audience(List.of("other", "pop3"))
        .expirationTime(Date.from(Instant.now().plusSeconds(300)))
        .claim("email", "Ann@example.org");
  }

  private static String sign(JWTClaimsSet.Builder claims) throws JOSEException {
    return sign(claims, JWSAlgorithm.RS256, JOSEObjectType.JWT, key, new RSASSASigner(key));
  }

  private static String sign(
      JWTClaimsSet.Builder claims,
      JWSAlgorithm algorithm,
      JOSEObjectType type,
      RSAKey named,
      JWSSigner signer)
      throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(algorithm).type(type).keyID(named.getKeyID()).build(),
            claims.build());
    token.sign(signer);
    return token.serialize();
  }

  private static String vouch(TokenVoucher voucher, String token) throws MaildropException {
    return new ShownToken(voucher, token).vouch();
  }

  private static MaildropException refusal(TokenVoucher voucher, String token) {
    return new ShownToken(voucher, token).refusal();
  }

  private static void assertInvalid(TokenVoucher voucher, String token) {
    new ShownToken(voucher, token).assertInvalid();
  }

  @Test
  void aSignedTokenNamesTheAccount() throws Exception {
    assertThat(vouch(signed(), sign(good()))).isEqualTo("Ann@example.org");
  }

  @Test
  void anAccessTokenByRfc9068NamesIt() throws Exception {
    String token =
        sign(good(), JWSAlgorithm.RS256, new JOSEObjectType("at+jwt"), key, new RSASSASigner(key));

    assertThat(vouch(signed(), token)).isEqualTo("Ann@example.org");
  }

  @Test
  void whatIsNotForUsOrNotAnyMoreIsRefused() throws Exception {
    TokenVoucher voucher = signed();
    assertInvalid(voucher, sign(good().issuer("https://evil.example.org")));
    assertInvalid(voucher, sign(good().issuer(null)));
    assertInvalid(voucher, sign(good().audience("other")));
    assertInvalid(voucher, sign(good().audience((String) null)));
    assertInvalid(voucher, sign(good().expirationTime(Date.from(Instant.now().minusSeconds(90)))));
    assertInvalid(voucher, sign(good().expirationTime(null)));
    assertInvalid(voucher, sign(good().notBeforeTime(Date.from(Instant.now().plusSeconds(90)))));
    assertInvalid(voucher, sign(good().claim("email", null)));
    assertInvalid(voucher, sign(good().claim("email", " ")));
  }

  @Test
  void whatTheProviderDidNotSignIsRefused() throws Exception {
    TokenVoucher voucher = signed();
    String right = sign(good());
    String other = sign(good().claim("email", "bob@example.org"));
    String[] parts = right.split("\\.", -1);
    byte[] publicKey = key.toRSAPublicKey().getEncoded();

    assertInvalid(voucher, parts[0] + "." + other.split("\\.", -1)[1] + "." + parts[2]);
    assertInvalid(voucher, parts[0] + "." + parts[1] + ".");
    assertInvalid(voucher, new PlainJWT(good().build()).serialize());
    assertInvalid(voucher, "opaque");
    assertInvalid(voucher, "a.b.c");
    assertInvalid(
        voucher,
        sign(good(), JWSAlgorithm.RS256, JOSEObjectType.JWT, key, new RSASSASigner(unknownKey)));
    assertInvalid(
        voucher,
        sign(good(), JWSAlgorithm.HS256, JOSEObjectType.JWT, key, new MACSigner(publicKey)));
    assertInvalid(
        voucher, sign(good(), JWSAlgorithm.RS512, JOSEObjectType.JWT, key, new RSASSASigner(key)));
  }

  @Test
  void aScopeMayBeNeeded() throws Exception {
    TokenVoucher voucher =
        new TokenVoucher(provider.settings(true, false, "mail", Optional.empty()));

    assertThat(vouch(voucher, sign(good().claim("scope", "openid mail")))).isNotEmpty();
    assertThat(vouch(voucher, sign(good().claim("scp", List.of("mail"))))).isNotEmpty();
    assertThat(refusal(voucher, sign(good().claim("scope", "openid mailbox"))).tokenRefusal())
        .contains(
            new TokenRefusal(
                "insufficient_scope",
                "mail",
                ProviderStub.ISSUER + "/.well-known/openid-configuration"));
  }

  @Test
  void aRoleMayBeNeeded() throws Exception {
    RequiredClaim role = new RequiredClaim("realm_access.roles", "mail");
    TokenVoucher voucher = new TokenVoucher(provider.settings(true, false, "", Optional.of(role)));

    Map<String, Object> has = Map.of("roles", List.of("user", "mail"));
    assertThat(vouch(voucher, sign(good().claim("realm_access", has)))).isNotEmpty();
    Map<String, Object> hasNot = Map.of("roles", List.of("user"));
    assertThat(refusal(voucher, sign(good().claim("realm_access", hasNot))).tokenRefusal())
        .isPresent();
    assertThat(refusal(voucher, sign(good().claim("roles", "mail"))).tokenRefusal()).isPresent();
  }

  @Test
  void theKeysAreKeptWhileTheProviderIsAway() throws Exception {
    TokenVoucher voucher = signed();
    vouch(voucher, sign(good()));
    provider.stop();

    assertThat(vouch(voucher, sign(good()))).isEqualTo("Ann@example.org");
  }

  @Test
  void aProviderThatWasNeverThereIsATemporaryFailure() throws Exception {
    TokenVoucher voucher = signed();
    provider.stop();
    String token = sign(good());

    for (int i = 0; i < 5; i++) {
      assertThat(refusal(voucher, token).reason()).isEqualTo(Reason.TEMPORARY);
    }
  }

  @Test
  void aNewKeyIsFetchedAndManyUnknownOnesAreNot() throws Exception {
    TokenVoucher voucher = signed();
    vouch(voucher, sign(good()));
    provider.show(unknownKey, key);
    String byNew =
        sign(
            good(),
            JWSAlgorithm.RS256,
            JOSEObjectType.JWT,
            unknownKey,
            new RSASSASigner(unknownKey));
    assertThat(vouch(voucher, byNew)).isNotEmpty();

    RSAKey forged = ProviderStub.key("three");
    String byForged =
        sign(good(), JWSAlgorithm.RS256, JOSEObjectType.JWT, forged, new RSASSASigner(forged));
    for (int i = 0; i < 20; i++) {
      assertInvalid(voucher, byForged);
    }

    assertThat(provider.requests("/jwks")).isLessThanOrEqualTo(4);
    assertThat(vouch(voucher, sign(good()))).isNotEmpty();
  }

  @Test
  void withBothSignedTokensAreNotAskedAbout() throws Exception {
    TokenVoucher both = new TokenVoucher(provider.settings(true, true, "", Optional.empty()));
    vouch(both, sign(good()));

    assertThat(provider.requests("/ask")).isZero();
  }
}
