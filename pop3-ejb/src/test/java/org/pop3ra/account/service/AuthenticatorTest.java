package org.pop3ra.account.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.Test;
import org.pop3ra.account.domain.Argon2Parameters;
import org.pop3ra.account.domain.Logins;
import org.pop3ra.account.domain.PasswordHash;
import org.pop3ra.account.domain.ScramVerifiers;
import org.pop3ra.account.domain.StoredLogin;
import org.pop3ra.spi.Effort;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.PasswordCredentials;

class AuthenticatorTest {
  private static final Argon2Parameters CHEAP = new Argon2Parameters(64, 1, 1);
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
  void whatIsUnusedForTenMinutesIsForgotten() throws Exception {
    logins.put("ann", login(1, "secret", 7));
    authenticate("ann", "secret");
    pass(Duration.ofMinutes(9));
    authenticate("ann", "secret");
    pass(Duration.ofMinutes(9));
    authenticate("ann", "secret");
    assertThat(logins.lookups).isEqualTo(1);

    pass(Duration.ofMinutes(11));
    authenticate("ann", "secret");

    assertThat(logins.lookups).isEqualTo(2);
  }

  @Test
  void nothingIsRememberedLongerThanAnHour() throws Exception {
    logins.put("ann", login(1, "secret", 7));
    for (int minutes = 0; minutes <= 65; minutes += 5) {
      authenticate("ann", "secret");
      pass(Duration.ofMinutes(5));
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

  @Test
  void withoutADatabaseItIsTemporary() {
    Authenticator lost = authenticator(new LostLogins(), CHEAP);

    assertThatThrownBy(() -> lost.authenticate(credentials("ann", "secret")))
        .isInstanceOfSatisfying(
            MaildropException.class,
            e -> assertThat(e.reason()).isEqualTo(MaildropException.Reason.TEMPORARY));
  }

  @Test
  void whoIsRememberedPassesACrowdThatCostsTheDatabaseNothing() throws Exception {
    logins.put("ann", login(1, "secret", 7));
    HashingGate gate = new HashingGate(1, 10, Duration.ofSeconds(30));
    Authenticator crowded =
        new Authenticator(logins, new Passwords(gate, CHEAP), new Identities(), nanos::get);
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

  @Test
  void aDatabaseThatIsAwayCostsOneLineAndNoTrace() {
    Authenticator lost = authenticator(new LostLogins(), CHEAP);
    Logger logger = Logger.getLogger(Authenticator.class.getName());
    List<LogRecord> records = new ArrayList<>();
    Handler handler =
        new StreamHandler() {
          @Override
          public synchronized void publish(LogRecord record) {
            records.add(record);
          }
        };
    logger.addHandler(handler);
    try {
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> lost.authenticate(credentials("ann", "secret")))
            .isInstanceOf(MaildropException.class);
      }
    } finally {
      logger.removeHandler(handler);
    }

    assertThat(records).hasSize(1);
    assertThat(records.get(0).getThrown()).isNull();
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

  private static PasswordCredentials credentials(String user, String password) {
    return new PasswordCredentials(user, password);
  }

  private static StoredLogin login(long account, String password, long version) {
    byte[] octets = password.getBytes(StandardCharsets.UTF_8);
    String hash = PasswordHash.of(octets, CHEAP).format();
    return new StoredLogin(account, account * 10, Optional.of(hash), version);
  }

  private static final class LostLogins implements Logins {
    @Override
    public Optional<StoredLogin> find(String foldedName) throws SQLException {
      throw new SQLException("no connection", "08001");
    }

    @Override
    public void rehash(StoredLogin login, String replacement) {
      throw new IllegalStateException("no connection");
    }

    @Override
    public void setScram(StoredLogin login, ScramVerifiers verifiers) {
      throw new IllegalStateException("no connection");
    }

    @Override
    public byte[] secret() throws SQLException {
      throw new SQLException("no connection", "08001");
    }
  }
}
