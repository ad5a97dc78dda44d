package org.pop3ra.account.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.pop3ra.account.service.AuthenticatorTest.CHEAP;
import static org.pop3ra.account.service.AuthenticatorTest.credentials;
import static org.pop3ra.account.service.AuthenticatorTest.login;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
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
    CountDownLatch open = new CountDownLatch(1);
    List<Thread> crowd = List.of(hold(gate, open), hold(gate, open));
    await().until(() -> isCrowded(gate));
    int before = logins.lookups;

    assertThatThrownBy(() -> crowded.authenticate(credentials("ann", "wrong")))
        .isInstanceOfSatisfying(
            MaildropException.class,
            e -> assertThat(e.reason()).isEqualTo(MaildropException.Reason.CROWDED));
    assertThat(crowded.authenticate(credentials("ann", "secret")).account()).isEqualTo(1);

    assertThat(logins.lookups).isEqualTo(before);
    open.countDown();
    for (Thread thread : crowd) {
      thread.join();
    }
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

  private static Thread hold(HashingGate gate, CountDownLatch open) {
    Thread thread =
        new Thread(
            () -> {
              try {
                gate.runForLogin(() -> pass(open));
              } catch (MaildropException e) {
                throw new IllegalStateException(e);
              }
            });
    thread.start();
    return thread;
  }

  private static boolean isCrowded(HashingGate gate) {
    try {
      gate.requirePlaceForLogin();
      return false;
    } catch (MaildropException e) {
      return true;
    }
  }

  private static boolean pass(CountDownLatch open) {
    try {
      open.await();
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
