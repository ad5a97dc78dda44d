package org.pop3ra.account.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.pop3ra.account.service.AuthenticatorTest.CHEAP;
import static org.pop3ra.account.service.AuthenticatorTest.credentials;
import static org.pop3ra.account.service.AuthenticatorTest.login;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pop3ra.account.vouching.ProviderStub;
import org.pop3ra.spi.CertificateName;
import org.pop3ra.spi.Effort;
import org.pop3ra.spi.IdentitySettings;
import org.pop3ra.spi.IdentitySource;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.PasswordCredentials;
import org.pop3ra.spi.TokenCredentials;
import org.pop3ra.spi.VouchingSettings;

/** What a login costs that comes again: for a maildrop that is in use, or for its turn. */
class AskedOnceTest {
  private static final int TIMES = 5;

  private final FakeLogins logins = new FakeLogins();
  private final HashingGate gate = new HashingGate(1, 10, Duration.ofSeconds(30));
  private final Authenticator authenticator =
      new Authenticator(logins, new Passwords(gate, CHEAP), new Identities(), () -> 0);
  private final List<String> asked = new ArrayList<>();
  private Reason away = Reason.CREDENTIALS;

  @BeforeEach
  void accounts() {
    logins.put("ann", login(1, "in the tables", 7));
  }

  private void use(IdentitySource... order) throws MaildropException {
    use(new VouchingSettings(List.of(order), false, Optional.empty(), Optional.empty()));
  }

  private void use(VouchingSettings vouching) throws MaildropException {
    authenticator.proofs(
        new IdentitySettings(4096, Optional.empty(), CertificateName.NONE, vouching)
            .in(this::require));
    // One that only warms up.
    logins.lookups = 0;
  }

  private void require(PasswordCredentials shown) throws MaildropException {
    asked.add(shown.user());
    if (!shown.password().equals("in the realm")) {
      throw new MaildropException(away, "the realm says so");
    }
  }

  private Reason refusal(PasswordCredentials shown) {
    return catchThrowableOfType(MaildropException.class, () -> authenticator.authenticate(shown))
        .reason();
  }

  @Test
  void whoComesAgainForTheMaildropIsNotAskedAboutAgain() throws Exception {
    use(IdentitySource.TABLES, IdentitySource.REALM);
    PasswordCredentials shown = credentials("ann", "in the realm");

    for (int i = 0; i < TIMES; i++) {
      assertThat(authenticator.authenticate(shown).account()).isEqualTo(1);
      assertThat(authenticator.authenticate(shown, Effort.CHEAP).account()).isEqualTo(1);
    }

    assertThat(asked).hasSize(1);
    // For the hash, and for the account.
    assertThat(logins.lookups).isEqualTo(2);
  }

  @Test
  void anotherLoginWithTheSamePasswordIs() throws Exception {
    use(IdentitySource.REALM);

    for (int i = 0; i < TIMES; i++) {
      authenticator.authenticate(credentials("ann", "in the realm"));
    }

    assertThat(asked).hasSize(TIMES);
  }

  @Test
  void soIsWhoseAccountHasChanged() throws Exception {
    use(IdentitySource.REALM);
    PasswordCredentials shown = credentials("ann", "in the realm");
    authenticator.authenticate(shown);
    logins.put("ann", login(1, "in the tables", 8));

    assertThat(authenticator.authenticateAfresh(shown).passwordVersion()).isEqualTo(8);
    assertThat(asked).hasSize(2);
  }

  @Test
  void aPasswordWithAnAuthorizationIdentityIsComputedOnce() throws Exception {
    use(IdentitySource.TABLES);
    PasswordCredentials shown = new PasswordCredentials("ann", "in the tables", "ann");

    for (int i = 0; i < TIMES; i++) {
      assertThat(authenticator.authenticate(shown).account()).isEqualTo(1);
    }

    assertThat(logins.lookups).isEqualTo(1);
  }

  @Test
  void whoWaitsForAComputationIsNotAskedAboutEachTime() throws Exception {
    use(IdentitySource.REALM, IdentitySource.TABLES);
    HashingCrowd crowd = new HashingCrowd(gate);
    PasswordCredentials shown = credentials("ann", "in the tables");

    for (int i = 0; i < TIMES; i++) {
      assertThat(refusal(shown)).isEqualTo(Reason.CROWDED);
    }
    assertThat(asked).hasSize(1);
    crowd.leave();

    assertThat(authenticator.authenticate(shown).account()).isEqualTo(1);
    assertThat(asked).hasSize(1);
  }

  /** And it is still no word about the password. */
  @Test
  void whoCouldNotBeAskedAboutIsNotWaitedForAgain() throws Exception {
    use(IdentitySource.REALM, IdentitySource.TABLES);
    away = Reason.TEMPORARY;
    PasswordCredentials shown = credentials("ann", "wrong");

    for (int i = 0; i < TIMES; i++) {
      assertThat(refusal(shown)).isEqualTo(Reason.TEMPORARY);
    }

    assertThat(asked).hasSize(1);
  }

  @Test
  void aTokenIsAskedAboutOnce() throws Exception {
    ProviderStub provider = new ProviderStub();
    provider.start();
    try {
      provider.answer("/ask", 200, "{\"active\":true,\"email\":\"ann\"}");
      use(
          new VouchingSettings(
              List.of(IdentitySource.OAUTH),
              false,
              Optional.empty(),
              Optional.of(VouchingFixture.tokens(provider))));
      TokenCredentials shown = new TokenCredentials("", "token");

      for (int i = 0; i < TIMES; i++) {
        assertThat(authenticator.authenticate(shown).account()).isEqualTo(1);
      }
      assertThat(provider.requests("/ask")).isEqualTo(1);
      authenticator.authenticate(new TokenCredentials("", "token"));
      assertThat(provider.requests("/ask")).isEqualTo(2);
    } finally {
      provider.stop();
    }
  }
}
