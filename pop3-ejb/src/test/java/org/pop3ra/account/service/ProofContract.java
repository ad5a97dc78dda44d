package org.pop3ra.account.service;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.pop3ra.account.domain.AccountException;
import org.pop3ra.account.domain.AccountRequest;
import org.pop3ra.account.domain.PasswordChange;
import org.pop3ra.account.domain.StoredLogin;
import org.pop3ra.database.Kind;
import org.pop3ra.spi.CertificateName;
import org.pop3ra.spi.ChallengeCredentials;
import org.pop3ra.spi.ChallengeCredentials.Algorithm;
import org.pop3ra.spi.Credentials;
import org.pop3ra.spi.IdentitySettings;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.PasswordCredentials;
import org.pop3ra.spi.Proof;
import org.pop3ra.spi.ScramHash;
import org.pop3ra.spi.ScramVerifier;
import org.pop3ra.spi.TokenCredentials;

/** Logins that show no password, on every database. Each test has names of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ProofContract {
  private static final String CHALLENGE = "<1896.697170952@example.org>";
  private final AccountFixture given;

  ProofContract(Kind kind) {
    given = new AccountFixture(kind);
  }

  @BeforeEach
  void useAKey() throws MaildropException {
    given.authenticator().proofs(settings(4096, 1));
  }

  @AfterAll
  void close() {
    given.close();
  }

  @Test
  void whatCanBeProvenDependsOnTheSettings() throws MaildropException {
    assertThat(given.authenticator().proofs(IdentitySettings.defaults()))
        .containsExactlyInAnyOrder(
            Proof.PASSWORD, Proof.SCRAM_SHA_1, Proof.SCRAM_SHA_256, Proof.SCRAM_SHA_512);
    assertThat(given.authenticator().proofs(settings(4096, 1)))
        .contains(Proof.CRAM_MD5, Proof.APOP)
        .doesNotContain(Proof.CERTIFICATE, Proof.TOKEN, Proof.KERBEROS);
  }

  @Test
  void aNewPasswordHasNewVerifiersAtOnce() throws Exception {
    given.administration().put("amy", request("secret", false));
    ScramVerifier before = given.authenticator().verifier("amy", ScramHash.SHA_256);

    given.administration().put("amy", request("other", false));

    ScramVerifier after = given.authenticator().verifier("AMY", ScramHash.SHA_256);
    assertThat(after.storedKey()).isNotEqualTo(before.storedKey());
    assertThat(isOf(after, "other")).isTrue();
    assertThat(isOf(after, "secret")).isFalse();
  }

  /** RFC 5802 section 5.1. */
  @Test
  void aNameIsPrepared() throws Exception {
    given.administration().put("ali", request("secret", false));

    assertThat(isOf(given.authenticator().verifier("\uff21li", ScramHash.SHA_256), "secret"))
        .isTrue();
    assertThat(isOf(given.authenticator().verifier("a\u00adli", ScramHash.SHA_256), "secret"))
        .isTrue();
  }

  @Test
  void anAccountOlderThanScramGetsVerifiersAtItsFirstLoginByPassword() throws Exception {
    given.administration().put("bob", request("secret", false));
    given.execute("update login_name set scram = null where name = ?", "bob");
    assertThat(isOf(given.authenticator().verifier("bob", ScramHash.SHA_1), "secret")).isFalse();

    given.login("bob", "secret");

    for (ScramHash hash : ScramHash.values()) {
      assertThat(isOf(given.authenticator().verifier("bob", hash), "secret")).isTrue();
    }
  }

  @Test
  void moreIterationsCountFromTheNextLoginByPasswordOn() throws Exception {
    given.administration().put("cat", request("secret", false));
    given.authenticator().proofs(settings(5000, 1));

    given.login("cat", "secret");

    assertThat(given.authenticator().verifier("cat", ScramHash.SHA_512).iterations())
        .isEqualTo(5000);
  }

  @Test
  void whoIsDisabledOrHasNoPasswordHasAVerifierThatNobodySatisfies() throws Exception {
    given.administration().put("dan", request("secret", false));
    given.administration().put("dan", AccountFixture.keep(false));
    given.administration().put("don", request(new PasswordChange.Remove(), false));

    assertThat(isOf(given.authenticator().verifier("dan", ScramHash.SHA_256), "secret")).isFalse();
    assertThat(isOf(given.authenticator().verifier("don", ScramHash.SHA_256), "")).isFalse();
  }

  @Test
  void unknownUsersHaveTheSameSaltOnEveryNode() throws Exception {
    byte[] salt = given.authenticator().verifier("nobody", ScramHash.SHA_256).salt();

    for (String same : List.of("Nobody", "\uff2eobody", "no\u00adbody")) {
      assertThat(given.otherNode().verifier(same, ScramHash.SHA_256).salt()).isEqualTo(salt);
    }
    assertThat(given.count("select count(*) from installation where id = ?", 1)).isEqualTo(1);
  }

  @Test
  void onlyWhoOptedInLogsInByChallenge() throws Exception {
    given.administration().put("eva", request("secret", true));
    given.administration().put("eli", request("secret", false));

    for (Algorithm algorithm : Algorithm.values()) {
      assertThat(given.authenticator().authenticate(answer("Eva", algorithm, "secret")))
          .isNotNull();
      assertRefused(answer("eva", algorithm, "wrong"));
      assertRefused(answer("eli", algorithm, "secret"));
      assertRefused(answer("nobody", algorithm, "secret"));
      assertRefused(answer("nobody", algorithm, "nobody's"));
    }
  }

  @Test
  void theSecretIsStoredEncryptedAndGoesWhenItIsNotWantedAnyMore() throws Exception {
    given.administration().put("fay", request("secret", true));
    Optional<StoredLogin> stored = given.logins().find("fay");
    assertThat(stored.orElseThrow().secret().orElseThrow().text()).hasSizeGreaterThan(40);

    given.administration().put("fay", request(new PasswordChange.Keep(), true));
    assertThat(given.administration().find("fay").orElseThrow().recoverableSecret()).isTrue();
    assertThat(given.authenticator().authenticate(answer("fay", Algorithm.APOP, "secret")))
        .isNotNull();

    given.administration().put("fay", request(new PasswordChange.Keep(), false));
    assertThat(given.administration().find("fay").orElseThrow().recoverableSecret()).isFalse();
    assertRefused(answer("fay", Algorithm.APOP, "secret"));
  }

  @Test
  void aSecretThatWasEncryptedWithAnotherKeyIsNone() throws Exception {
    given.administration().put("gus", request("secret", true));

    given.authenticator().proofs(settings(4096, 2));

    assertRefused(answer("gus", Algorithm.CRAM_MD5, "secret"));
  }

  @Test
  void optingInNeedsAPasswordAndAKey() throws Exception {
    given.administration().put("hal", request("secret", false));

    assertField(() -> given.administration().put("hal", request(new PasswordChange.Keep(), true)));
    assertField(
        () -> given.administration().put("hal", request(new PasswordChange.Remove(), true)));
    given.authenticator().proofs(IdentitySettings.defaults());
    assertField(() -> given.administration().put("hal", request("secret", true)));
  }

  /** RFC 4013: two ways to write one text are one password. */
  @Test
  void passwordsArePreparedWhenTheyAreSetAndWhenTheyAreShown() throws Exception {
    given.administration().put("ida", request("pa\u00DFw\u00F6rt \u2168", false));

    assertThat(given.login("ida", "pa\u00DFwo\u0308rt IX")).isNotNull();
    assertThat(isOf(given.authenticator().verifier("ida", ScramHash.SHA_1), "pa\u00DFw\u00F6rt IX"))
        .isTrue();
    given.assertRefused("ida", "pa\u00DFwort IX");
  }

  @Test
  void aPasswordThatWasHashedUnpreparedIsStillRight() throws Exception {
    given.administration().put("joe", request("x", false));
    given.execute(
        "update account set password = ? where name = ?", given.hash("w\u00F6rt \u2168"), "joe");

    assertThat(given.login("joe", "w\u00F6rt \u2168")).isNotNull();
    given.assertRefused("joe", "w\u00F6rt IX");
  }

  @Test
  void anotherAccountCannotBeAskedFor() throws Exception {
    given.administration().put("kim", request("secret", false));
    given.administration().put("ken", request("secret", false));

    assertThat(given.authenticator().authenticate(new PasswordCredentials("kim", "secret", "KIM")))
        .isNotNull();
    assertRefused(new PasswordCredentials("kim", "secret", "ken"));
    given.login("kim", "secret");
    assertRefused(new PasswordCredentials("kim", "secret", "ken"));
  }

  @Test
  void aProofThatNobodyAcceptsIsRefused() {
    assertRefused(new TokenCredentials("", "token"));
  }

  private void assertRefused(Credentials credentials) {
    assertThatThrownBy(() -> given.authenticator().authenticate(credentials))
        .isInstanceOfSatisfying(
            MaildropException.class,
            e -> assertThat(e.reason()).isEqualTo(MaildropException.Reason.CREDENTIALS));
  }

  private static void assertField(ThrowingCallable put) {
    assertThatThrownBy(put)
        .isInstanceOfSatisfying(
            AccountException.class, e -> assertThat(e.field()).isEqualTo("recoverableSecret"));
  }

  private static boolean isOf(ScramVerifier verifier, String password) {
    byte[] expected =
        password.isEmpty()
            ? new byte[0]
            : ScramVerifier.of(verifier.hash(), password, verifier.salt(), verifier.iterations())
                .storedKey();
    return MessageDigest.isEqual(expected, verifier.storedKey());
  }

  private static ChallengeCredentials answer(String user, Algorithm algorithm, String secret)
      throws Exception {
    byte[] key = secret.getBytes(US_ASCII);
    if (algorithm == Algorithm.APOP) {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest((CHALLENGE + secret).getBytes(US_ASCII));
      return new ChallengeCredentials(user, algorithm, CHALLENGE, digest);
    }
    Mac mac = Mac.getInstance("HmacMD5");
    mac.init(new SecretKeySpec(key, "HmacMD5"));
    byte[] digest = mac.doFinal(CHALLENGE.getBytes(US_ASCII));
    return new ChallengeCredentials(user, algorithm, CHALLENGE, digest);
  }

  private static AccountRequest request(String password, boolean recoverable) {
    return request(new PasswordChange.Replace(password), recoverable);
  }

  private static AccountRequest request(PasswordChange password, boolean recoverable) {
    return new AccountRequest(password, List.of(), OptionalLong.empty(), true, recoverable);
  }

  private static IdentitySettings settings(int iterations, int key) {
    byte[] octets = new byte[16];
    octets[0] = (byte) key;
    return new IdentitySettings(
        iterations, Optional.of(new SecretKeySpec(octets, "AES")), CertificateName.NONE);
  }
}
