package org.pop3ra.account.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.persistence.logging.SessionLog;
import org.eclipse.persistence.sessions.Session;
import org.pop3ra.account.domain.AccountRequest;
import org.pop3ra.account.domain.Accounts;
import org.pop3ra.account.domain.Argon2Parameters;
import org.pop3ra.account.domain.Logins;
import org.pop3ra.account.domain.PasswordChange;
import org.pop3ra.account.domain.PasswordHash;
import org.pop3ra.account.persistence.AccountTable;
import org.pop3ra.account.persistence.LoginTable;
import org.pop3ra.database.Kind;
import org.pop3ra.database.TestDatabase;
import org.pop3ra.maildrop.persistence.MaildropTable;
import org.pop3ra.maildrop.service.Durability;
import org.pop3ra.maildrop.service.LocalTransactions;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.PasswordCredentials;

/** Accounts in a real database, with cheap hashes. */
final class AccountFixture implements AutoCloseable {
  private static final Argon2Parameters CHEAP = new Argon2Parameters(64, 1, 1);

  private final TestDatabase database;
  private final CountingBarrier barrier = new CountingBarrier();
  private final Passwords passwords;
  private final Identities identities = new Identities();
  private final Authenticator authenticator;
  private final AccountAdministration administration;

  AccountFixture(Kind kind) {
    database = TestDatabase.create(kind);
    passwords = new Passwords(new HashingGate(4, 64, Duration.ofSeconds(30)), CHEAP);
    Accounts accounts = database.bean(Accounts.class, AccountTable::new);
    authenticator = new Authenticator(logins(), passwords, identities, accounts);
    administration =
        new AccountAdministration(accounts, passwords, authenticator, identities, barrier);
  }

  @Override
  public void close() {
    database.close();
  }

  AccountAdministration administration() {
    return administration;
  }

  Authenticator authenticator() {
    return authenticator;
  }

  /** Lets EclipseLink tell what it does with this database, as loudly as it can. */
  void logStatements() {
    database.inTransaction(
        em -> {
          em.unwrap(Session.class).getSessionLog().setLevel(SessionLog.FINEST);
          return true;
        });
  }

  /** A hash as it was made of passwords that were not prepared. */
  String hash(String password) {
    return PasswordHash.of(password.getBytes(StandardCharsets.UTF_8), CHEAP).format();
  }

  Logins logins() {
    return new LoginTable(new LocalTransactions(database.dataSource()));
  }

  Authenticated login(String user, String password) throws MaildropException {
    return authenticator.authenticate(new PasswordCredentials(user, password));
  }

  void assertRefused(String user, String password) {
    assertThatThrownBy(() -> login(user, password))
        .isInstanceOfSatisfying(
            MaildropException.class,
            e -> assertThat(e.reason()).isEqualTo(MaildropException.Reason.CREDENTIALS));
  }

  static AccountRequest request(String password, Long quota, boolean enabled, String... addresses) {
    return new AccountRequest(
        new PasswordChange.Replace(password),
        List.of(addresses),
        quota == null ? OptionalLong.empty() : OptionalLong.of(quota),
        enabled);
  }

  static AccountRequest keep(boolean enabled, String... addresses) {
    return new AccountRequest(
        new PasswordChange.Keep(), List.of(addresses), OptionalLong.empty(), enabled);
  }

  /** How often something was brought to disk. */
  int hardened() {
    return barrier.calls.get();
  }

  void failNextBarrier() {
    barrier.fails.set(true);
  }

  private static final class CountingBarrier implements Durability {
    final AtomicInteger calls = new AtomicInteger();
    final AtomicBoolean fails = new AtomicBoolean();

    @Override
    public Commits begin() {
      return this::await;
    }

    private void await() throws SQLException {
      calls.incrementAndGet();
      if (fails.getAndSet(false)) {
        throw new SQLException("told to fail");
      }
    }
  }

  /** Remembers for itself, and is told of no change. */
  Authenticator otherNode() {
    return new Authenticator(logins(), passwords);
  }

  /** What the login transaction asks. */
  boolean mayOpen(Authenticated who) throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      return new MaildropTable(connection)
          .owned(who.maildrop(), who.account(), who.passwordVersion());
    }
  }

  /** As a deletion leaves it that another query does not see yet. */
  void orphan(long maildrop) throws SQLException {
    execute("update maildrop set account = null where id = ?", maildrop);
  }

  void hold(long maildrop) throws SQLException {
    UUID incarnation = UUID.randomUUID();
    execute(
        "insert into heartbeat (incarnation, good_until)"
            + " values (?, current_timestamp + interval '1' hour)",
        incarnation);
    execute("insert into lease values (?, 1, ?, ?)", maildrop, incarnation, incarnation);
  }

  void execute(String sql, Object... parameters) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    }
  }

  long count(String sql, long key) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, key);
      ResultSet result = statement.executeQuery();
      result.next();
      return result.getLong(1);
    }
  }

  String storedPassword(long account) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement statement =
            connection.prepareStatement("select password from account where id = ?")) {
      statement.setLong(1, account);
      ResultSet result = statement.executeQuery();
      result.next();
      return result.getString(1);
    }
  }
}
