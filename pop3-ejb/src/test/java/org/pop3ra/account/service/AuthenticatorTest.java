package org.pop3ra.account.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3ra.account.domain.Argon2Parameters;
import org.pop3ra.account.domain.Logins;
import org.pop3ra.account.domain.PasswordHash;
import org.pop3ra.account.domain.StoredLogin;
import org.pop3ra.spi.IdentitySettings;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.PasswordCredentials;

class AuthenticatorTest {
  static final Argon2Parameters CHEAP = new Argon2Parameters(64, 1, 1);
  private final AtomicLong nanos = new AtomicLong();
  private final FakeLogins logins = new FakeLogins();
  private final Authenticator authenticator = authenticator(logins, CHEAP);

  @Test
  void aPasswordIsVerifiedOnceAndThenRemembered() throws Exception {
    logins.put("ann", login(1, "secret", 7));

    assertThat(authenticate("Ann", "secret")).isEqualTo(new Authenticated(1, 10, 7));
    assertThat(authenticate("ANN", "secret")).isEqualTo(new Authenticated(1, 10, 7));

    assertThat(logins.lookups).isEqualTo(1);
  }

  @Test
  void whatTheFirstLoginNeedsIsDoneOnceBeforeThereAreClients() throws Exception {
    logins.gone = true;
    assertThatThrownBy(() -> authenticator.proofs(IdentitySettings.defaults()))
        .isInstanceOf(MaildropException.class);
    assertThat(logins.lookups).isEqualTo(1);

    logins.gone = false;
    authenticator.proofs(IdentitySettings.defaults());
    authenticator.proofs(IdentitySettings.defaults());

    assertThat(logins.lookups).isEqualTo(2);
  }

  @Test
  void twoUsersWithOnePasswordAreTwo() throws Exception {
    logins.put("ann", login(1, "secret", 7));
    logins.put("ben", login(2, "secret", 8));

    assertThat(authenticate("ann", "secret").account()).isEqualTo(1);
    assertThat(authenticate("ben", "secret").account()).isEqualTo(2);
    assertThat(authenticate("ann", "secret").account()).isEqualTo(1);
  }

  @Test
  void whatIsRememberedOfOneUserLetsNoOtherIn() throws Exception {
    logins.put("ann", login(1, "secret", 7));
    logins.put("ben", login(2, "other", 8));
    authenticate("ann", "secret");

    assertRefused("ben", "secret");
    assertRefused("nobody", "secret");
    assertRefused("an", "nsecret");
    assertRefused("annsecret", "");
  }

  @Test
  void aWrongPasswordIsNeverRemembered() throws Exception {
    logins.put("ann", login(1, "secret", 7));
    assertRefused("ann", "new");

    logins.put("ann", login(1, "new", 8));

    assertThat(authenticate("ann", "new").passwordVersion()).isEqualTo(8);
  }

  @Test
  void aForgottenAccountIsLookedUpUnderAllItsNames() throws Exception {
    logins.put("ann", login(1, "secret", 7));
    logins.put("ann@example.org", login(1, "secret", 7));
    logins.put("ben", login(2, "secret", 7));
    authenticate("ann", "secret");
    authenticate("ann@example.org", "secret");
    authenticate("ben", "secret");

    logins.put("ann", login(1, "new", 8));
    logins.put("ann@example.org", login(1, "new", 8));
    authenticator.forget(1);

    assertRefused("ann", "secret");
    assertRefused("ann@example.org", "secret");
    int before = logins.lookups;
    authenticate("ben", "secret");
    assertThat(logins.lookups).isEqualTo(before);
  }

  @Test
  void askedAfreshItForgetsAndLooksUp() throws Exception {
    logins.put("ann", login(1, "secret", 7));
    authenticate("ann", "secret");
    logins.put("ann", login(1, "secret", 8));

    Authenticated fresh = authenticator.authenticateAfresh(credentials("ann", "secret"));

    assertThat(fresh.passwordVersion()).isEqualTo(8);
    assertThat(authenticate("ann", "secret").passwordVersion()).isEqualTo(8);
  }

  @Test
  void askedAfreshItRefusesWhatChangedElsewhere() throws Exception {
    logins.put("ann", login(1, "secret", 7));
    authenticate("ann", "secret");
    logins.put("ann", login(1, "new", 8));

    assertThatThrownBy(() -> authenticator.authenticateAfresh(credentials("ann", "secret")))
        .isInstanceOf(MaildropException.class);
    assertRefused("ann", "secret");
  }

  @Test
  void whatIsUnusedForTwoHoursIsForgotten() throws Exception {
    logins.put("ann", login(1, "secret", 7));
    authenticate("ann", "secret");
    pass(Duration.ofMinutes(119));
    authenticate("ann", "secret");
    pass(Duration.ofMinutes(119));
    authenticate("ann", "secret");
    assertThat(logins.lookups).isEqualTo(1);

    pass(Duration.ofMinutes(121));
    authenticate("ann", "secret");

    assertThat(logins.lookups).isEqualTo(2);
  }

  @Test
  void nothingIsRememberedLongerThanADay() throws Exception {
    logins.put("ann", login(1, "secret", 7));
    for (int hours = 0; hours <= 25; hours++) {
      authenticate("ann", "secret");
      pass(Duration.ofHours(1));
    }

    assertThat(logins.lookups).isEqualTo(2);
  }

  @Test
  void aPasswordKeepsItsSpacesAndItsCase() throws Exception {
    logins.put("ann", login(1, " Sec ret ", 7));

    assertThat(authenticate("ann", " Sec ret ")).isNotNull();
    assertRefused("ann", "Sec ret");
    assertRefused("ann", " sec ret ");
  }

  /** RFC 4616 section 2: the full width, the soft hyphen. */
  @ParameterizedTest
  @ValueSource(strings = {"\uff41nn", "a\u00adnn", "\uff21NN"})
  void aNameIsPrepared(String name) throws Exception {
    logins.put("ann", login(1, "secret", 7));

    assertThat(authenticate(name, "secret").account()).isEqualTo(1);
    assertRefused(name, "wrong");
  }

  @Test
  void whoIsCalledAsWasShownComesFirst() throws Exception {
    logins.put("ann", login(1, "secret", 7));
    logins.put("\uff41nn", login(2, "secret", 7));

    assertThat(authenticate("\uff41nn", "secret").account()).isEqualTo(2);
    assertThat(authenticate("ann", "secret").account()).isEqualTo(1);
  }

  @Test
  void withoutAPasswordNobodyLogsIn() {
    logins.put("ann", new StoredLogin(1, 10, Optional.empty(), 7));

    assertRefused("ann", "");
    assertRefused("ann", "secret");
  }

  @Test
  void aHashThatNobodyCanReadIsNoPassword() {
    logins.put("ann", new StoredLogin(1, 10, Optional.of("secret"), 7));

    assertRefused("ann", "secret");
  }

  @Test
  void aRehashThatFailsDoesNotFailTheLogin() throws Exception {
    logins.put("ann", login(1, "secret", 7));
    Authenticator tomorrow = authenticator(logins, new Argon2Parameters(128, 1, 1));

    assertThat(tomorrow.authenticate(credentials("ann", "secret")).account()).isEqualTo(1);
  }

  private Authenticator authenticator(Logins known, Argon2Parameters parameters) {
    HashingGate gate = new HashingGate(2, 10, Duration.ofSeconds(30));
    return new Authenticator(known, new Passwords(gate, parameters), new Identities(), nanos::get);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private Authenticated authenticate(String user, String password) throws MaildropException {
    return authenticator.authenticate(credentials(user, password));
  }

  private void assertRefused(String user, String password) {
    assertThatThrownBy(() -> authenticate(user, password))
        .hasMessageNotContaining("secret")
        .isInstanceOfSatisfying(
            MaildropException.class,
            e -> assertThat(e.reason()).isEqualTo(MaildropException.Reason.CREDENTIALS));
  }

  static PasswordCredentials credentials(String user, String password) {
    return new PasswordCredentials(user, password);
  }

  static StoredLogin login(long account, String password, long version) {
    byte[] octets = password.getBytes(StandardCharsets.UTF_8);
    String hash = PasswordHash.of(octets, CHEAP).format();
    return new StoredLogin(account, account * 10, Optional.of(hash), version);
  }
}
