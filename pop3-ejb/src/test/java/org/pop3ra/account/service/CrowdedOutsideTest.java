package org.pop3ra.account.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.pop3ra.account.service.AuthenticatorTest.CHEAP;
import static org.pop3ra.account.service.AuthenticatorTest.credentials;
import static org.pop3ra.account.service.AuthenticatorTest.login;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pop3ra.account.domain.PasswordHash;
import org.pop3ra.spi.CertificateName;
import org.pop3ra.spi.Credentials;
import org.pop3ra.spi.Effort;
import org.pop3ra.spi.IdentitySettings;
import org.pop3ra.spi.IdentitySource;
import org.pop3ra.spi.KerberosCredentials;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.PasswordCredentials;
import org.pop3ra.spi.TokenCredentials;
import org.pop3ra.spi.VouchingSettings;

/** Who gets in while somebody outside takes his time. */
class CrowdedOutsideTest {
  private static final int PLACES = Outsiders.places(Runtime.getRuntime().availableProcessors());

  private final FakeLogins logins = new FakeLogins();
  private final CountingPasswords passwords = new CountingPasswords();
  private final Authenticator authenticator =
      new Authenticator(logins, passwords, new Identities(), () -> 0);
  private final CountDownLatch asked = new CountDownLatch(PLACES);
  private final CountDownLatch answer = new CountDownLatch(1);
  private final ExecutorService crowd = Executors.newFixedThreadPool(PLACES);

  /** Counts computations. */
  private static final class CountingPasswords extends Passwords {
    final AtomicInteger computed = new AtomicInteger();

    CountingPasswords() {
      super(new HashingGate(2 * PLACES, PLACES, Duration.ofSeconds(30)), CHEAP);
    }

    @Override
    public boolean verify(Optional<PasswordHash> hash, byte[] password) throws MaildropException {
      computed.incrementAndGet();
      return super.verify(hash, password);
    }
  }

  /** All that may ask the realm at once do so, and have no answer yet. */
  private void takeAllPlaces(IdentitySource... order) throws Exception {
    VouchingSettings vouching =
        new VouchingSettings(List.of(order), false, Optional.empty(), Optional.empty());
    authenticator.proofs(
        new IdentitySettings(4096, Optional.empty(), CertificateName.NONE, vouching)
            .in(this::require));
    logins.put("realm", login(1, "in the tables", 7));
    logins.put("local", login(2, "secret", 7));
    for (int i = 0; i < PLACES; i++) {
      crowd.execute(() -> refusal(credentials("slow", "secret"), Effort.FULL));
    }
    assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
    passwords.computed.set(0);
  }

  private void require(PasswordCredentials shown) throws MaildropException {
    if (shown.user().equals("slow")) {
      asked.countDown();
      pass();
    }
    if (!shown.password().equals("in the realm")) {
      throw new MaildropException(Reason.CREDENTIALS, "the realm says so");
    }
  }

  private void pass() {
    try {
      answer.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void end() throws InterruptedException {
    answer.countDown();
    crowd.shutdown();
    assertThat(crowd.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
  }

  private Reason refusal(Credentials shown, Effort effort) {
    return catchThrowableOfType(
            MaildropException.class, () -> authenticator.authenticate(shown, effort))
        .reason();
  }

  @ParameterizedTest
  @CsvSource({"TABLES, REALM", "REALM, TABLES"})
  void whoHasAPasswordInTheTablesDoesNotWait(IdentitySource first, IdentitySource second)
      throws Exception {
    takeAllPlaces(first, second);

    assertThat(authenticator.authenticate(credentials("local", "secret")).account()).isEqualTo(2);
    assertThat(passwords.computed).hasValue(1);
  }

  @ParameterizedTest
  @CsvSource({"TABLES, REALM", "REALM, TABLES"})
  void whoWaitsForTheOthersCostsOneComputationOnly(IdentitySource first, IdentitySource second)
      throws Exception {
    takeAllPlaces(first, second);
    PasswordCredentials shown = credentials("realm", "in the realm");

    assertThat(refusal(shown, Effort.FULL)).isEqualTo(Reason.CROWDED_OUTSIDE);
    int lookups = logins.lookups;
    for (int i = 0; i < 5; i++) {
      assertThat(refusal(shown, Effort.OUTSIDE)).isEqualTo(Reason.CROWDED_OUTSIDE);
    }
    assertThat(logins.lookups).isEqualTo(lookups);
    assertThat(passwords.computed).hasValue(1);
    end();
    passwords.computed.set(0);

    assertThat(authenticator.authenticate(shown, Effort.OUTSIDE).account()).isEqualTo(1);
    assertThat(passwords.computed).hasValue(0);
  }

  /** Of four workers a processor, at most 16, logins and deliveries have three quarters. */
  @ParameterizedTest
  @CsvSource({"1, 3", "2, 6", "3, 9", "4, 12", "64, 12"})
  void theOthersHaveHalfOfTheWorkersAtLeast(int processors, int workers) {
    assertThat(Outsiders.places(processors)).isBetween(1, workers / 2);
  }

  /** Those who wait are told apart by the adapter; here nobody does, and still nobody is asked. */
  @ParameterizedTest
  @CsvSource({"TABLES, REALM", "REALM, TABLES"})
  void whoMustNotPassThoseWhoWaitHasTheTablesOnly(IdentitySource first, IdentitySource second)
      throws Exception {
    takeAllPlaces(first, second);
    end();
    passwords.computed.set(0);

    assertThat(refusal(credentials("realm", "in the realm"), Effort.INSIDE))
        .isEqualTo(Reason.CROWDED_OUTSIDE);
    assertThat(authenticator.authenticate(credentials("local", "secret"), Effort.INSIDE).account())
        .isEqualTo(2);
    assertThat(passwords.computed).hasValue(2);
  }

  @Test
  void aTokenOrTicketIsAskedAboutInTurnOnly() throws Exception {
    for (Effort effort : List.of(Effort.CHEAP, Effort.INSIDE)) {
      for (Credentials shown :
          List.of(new TokenCredentials("", "token"), new KerberosCredentials("", "a@B"))) {
        assertThat(refusal(shown, effort)).isEqualTo(Reason.CROWDED_OUTSIDE);
      }
    }
  }

  @Test
  void whatIsWrongEverywhereIsRefusedInTheEnd() throws Exception {
    takeAllPlaces(IdentitySource.TABLES, IdentitySource.REALM);
    PasswordCredentials shown = credentials("local", "wrong");

    assertThat(refusal(shown, Effort.FULL)).isEqualTo(Reason.CROWDED_OUTSIDE);
    end();

    assertThat(refusal(shown, Effort.OUTSIDE)).isEqualTo(Reason.CREDENTIALS);
  }

  @ParameterizedTest
  @CsvSource({"TABLES, REALM", "REALM, TABLES"})
  void whoCannotBeLookedUpIsNeverToldThatThePasswordIsWrong(
      IdentitySource first, IdentitySource second) throws Exception {
    takeAllPlaces(first, second);
    logins.gone = true;

    assertThat(refusal(credentials("local", "secret"), Effort.FULL)).isEqualTo(Reason.TEMPORARY);
  }

  @Test
  void whoIsRememberedDoesNotWaitEither() throws Exception {
    takeAllPlaces(IdentitySource.TABLES, IdentitySource.REALM);
    authenticator.authenticate(credentials("local", "secret"));

    assertThat(authenticator.authenticate(credentials("local", "secret"), Effort.CHEAP).account())
        .isEqualTo(2);
  }
}
