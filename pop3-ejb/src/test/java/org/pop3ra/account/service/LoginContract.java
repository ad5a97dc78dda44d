package org.pop3ra.account.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pop3ra.account.service.AccountFixture.keep;
import static org.pop3ra.account.service.AccountFixture.request;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.pop3ra.account.domain.AccountException;
import org.pop3ra.account.domain.AccountRequest;
import org.pop3ra.account.domain.Argon2Parameters;
import org.pop3ra.account.domain.PasswordChange;
import org.pop3ra.account.domain.PasswordHash;
import org.pop3ra.database.Kind;
import org.pop3ra.spi.PasswordCredentials;

/** Who may log in, on every database. Each test has names of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LoginContract {
  private final AccountFixture given;

  LoginContract(Kind kind) {
    given = new AccountFixture(kind);
  }

  @AfterAll
  void close() {
    given.close();
  }

  @Test
  void theNameAndEveryAddressButTheCatchAllLogIn() throws Exception {
    given.administration().put("ben", request("secret", null, true, "ben@login.org", "@login.org"));

    Authenticated byName = given.login("BEN", "secret");
    assertThat(given.login("Ben@Login.org", "secret")).isEqualTo(byName);
    given.assertRefused("@login.org", "secret");
    given.assertRefused("ben", "Secret");
    given.assertRefused("ben", "secret ");
  }

  @Test
  void aNewAddressAndAQuotaDoNotMoveThePasswordVersion() throws Exception {
    given.administration().put("eve", request("secret", null, true));
    long version = given.login("eve", "secret").passwordVersion();

    given
        .administration()
        .put(
            "eve",
            new AccountRequest(
                new PasswordChange.Keep(), List.of("eve@eve.org"), OptionalLong.of(3), true));
    assertThat(given.login("eve", "secret").passwordVersion()).isEqualTo(version);

    given.administration().put("eve", request("secret", null, true, "eve@eve.org"));
    assertThat(given.login("eve", "secret").passwordVersion()).isEqualTo(version + 1);

    given.administration().put("eve", keep(false, "eve@eve.org"));
    given.administration().put("eve", keep(true, "eve@eve.org"));
    assertThat(given.login("eve", "secret").passwordVersion()).isEqualTo(version + 3);
  }

  @Test
  void aNameThatMovesToAnotherAccountLeadsThereOnOtherNodesToo() throws Exception {
    given.administration().put("una", request("secret", null, true, "x@una.org", "y@una.org"));
    given.administration().put("uli", request("secret", null, true));
    Authenticator other = given.otherNode();
    Authenticated before = other.authenticate(new PasswordCredentials("x@una.org", "secret"));

    given.administration().put("una", keep(true, "y@una.org"));
    given.administration().put("uli", keep(true, "x@una.org"));

    assertThat(other.authenticate(new PasswordCredentials("x@una.org", "secret")))
        .isEqualTo(before);
    assertThat(given.mayOpen(before)).isFalse();
    Authenticated after = other.authenticateAfresh(new PasswordCredentials("x@una.org", "secret"));
    assertThat(after.account()).isNotEqualTo(before.account());
    assertThat(given.mayOpen(after)).isTrue();
  }

  @Test
  void aChangedPasswordCountsAtOnce() throws Exception {
    given.administration().put("flo", request("old", null, true));
    given.login("flo", "old");

    given.administration().put("flo", request("new", null, true));

    given.assertRefused("flo", "old");
    assertThat(given.login("flo", "new")).isNotNull();
  }

  @Test
  void aDisabledAccountIsRefusedAtOnce() throws Exception {
    given.administration().put("gus", request("secret", null, true));
    given.login("gus", "secret");

    given.administration().put("gus", keep(false));

    given.assertRefused("gus", "secret");
  }

  @Test
  void anAccountWithoutPasswordIsWantedExpressly() throws Exception {
    assertThatThrownBy(() -> given.administration().put("hal", keep(true)))
        .isInstanceOfSatisfying(
            AccountException.class, e -> assertThat(e.field()).isEqualTo("password"));
    assertThat(given.administration().find("hal")).isEmpty();

    given
        .administration()
        .put(
            "hal",
            new AccountRequest(new PasswordChange.Remove(), List.of(), OptionalLong.empty(), true));

    assertThat(given.administration().find("hal").orElseThrow().hasPassword()).isFalse();
    given.assertRefused("hal", "");
  }

  @Test
  void aWeakerHashIsRenewedAtLoginWithoutANewVersion() throws Exception {
    given.administration().put("pia", request("secret", null, true));
    long version = given.login("pia", "secret").passwordVersion();
    Passwords stronger =
        new Passwords(
            new HashingGate(1, 1, Duration.ofSeconds(30)), new Argon2Parameters(128, 1, 1));
    Authenticator tomorrow = new Authenticator(given.logins(), stronger);

    Authenticated who = tomorrow.authenticate(new PasswordCredentials("pia", "secret"));

    PasswordHash stored = PasswordHash.parse(given.storedPassword(who.account()));
    assertThat(who.passwordVersion()).isEqualTo(version);
    assertThat(stored.parameters().memoryKib()).isEqualTo(128);
    assertThat(tomorrow.authenticateAfresh(new PasswordCredentials("pia", "secret")))
        .isEqualTo(who);
  }
}
