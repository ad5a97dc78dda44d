package org.pop3ra.account.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pop3ra.account.service.AuthenticatorTest.CHEAP;
import static org.pop3ra.account.service.AuthenticatorTest.credentials;
import static org.pop3ra.account.service.AuthenticatorTest.login;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.pop3ra.spi.Effort;
import org.pop3ra.spi.MaildropException;

/** Who gets in while others wait for their passwords to be hashed. */
class CrowdedLoginTest {
  private final FakeLogins logins = new FakeLogins();
  private final Authenticator authenticator =
      new Authenticator(logins, new Passwords(CHEAP), new Identities(), () -> 0);

  @Test
  void whoIsRememberedPassesACrowdThatCostsTheDatabaseNothing() throws Exception {
    logins.put("ann", login(1, "secret", 7));
    HashingGate gate = new HashingGate(1, 10, Duration.ofSeconds(30));
    Authenticator crowded =
        new Authenticator(logins, new Passwords(gate, CHEAP), new Identities(), () -> 0);
    crowded.authenticate(credentials("ann", "secret"));
    HashingCrowd crowd = new HashingCrowd(gate);
    int before = logins.lookups;

    assertThatThrownBy(() -> crowded.authenticate(credentials("ann", "wrong")))
        .isInstanceOfSatisfying(
            MaildropException.class,
            e -> assertThat(e.reason()).isEqualTo(MaildropException.Reason.CROWDED));
    assertThat(crowded.authenticate(credentials("ann", "secret")).account()).isEqualTo(1);

    assertThat(logins.lookups).isEqualTo(before);
    crowd.leave();
  }

  @Test
  void whatMustBeCheapIsNeitherLookedUpNorComputed() throws Exception {
    logins.put("ann", login(1, "secret", 7));

    assertThatThrownBy(() -> authenticator.authenticate(credentials("ann", "secret"), Effort.CHEAP))
        .isInstanceOfSatisfying(
            MaildropException.class,
            e -> assertThat(e.reason()).isEqualTo(MaildropException.Reason.CROWDED));
    assertThat(logins.lookups).isZero();
    Authenticated who = authenticator.authenticate(credentials("ann", "secret"));

    assertThat(authenticator.authenticate(credentials("ann", "secret"), Effort.CHEAP))
        .isEqualTo(who);
  }
}
