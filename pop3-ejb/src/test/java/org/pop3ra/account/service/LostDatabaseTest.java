package org.pop3ra.account.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pop3ra.account.service.AccountFixture.request;
import static org.pop3ra.account.service.AuthenticatorTest.CHEAP;
import static org.pop3ra.account.service.AuthenticatorTest.credentials;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.Test;
import org.pop3ra.account.domain.AccountException;
import org.pop3ra.account.domain.IterationSpread;
import org.pop3ra.account.domain.Logins;
import org.pop3ra.account.domain.ScramVerifiers;
import org.pop3ra.account.domain.StoredLogin;
import org.pop3ra.spi.MaildropException;

/** A login while the database is away. */
class LostDatabaseTest {

  @Test
  void withoutADatabaseItIsTemporary() {
    Authenticator lost =
        new Authenticator(new LostLogins(), new Passwords(CHEAP), new Identities(), () -> 0);

    assertThatThrownBy(() -> lost.authenticate(credentials("ann", "secret")))
        .isInstanceOfSatisfying(
            MaildropException.class,
            e -> assertThat(e.reason()).isEqualTo(MaildropException.Reason.TEMPORARY));
  }

  /** Which exception it was is not for clients. */
  @Test
  void anAdministratorIsToldThatItIsAwayAndNoMore() {
    Passwords passwords = new Passwords(CHEAP);
    Authenticator lost = new Authenticator(new LostLogins(), passwords, new Identities(), () -> 0);
    AccountAdministration administration =
        new AccountAdministration(null, passwords, lost, new Identities(), () -> () -> {});

    assertThatThrownBy(() -> administration.put("ann", request("secret", null, true)))
        .isInstanceOf(AccountException.class)
        .hasMessage("the database is out of reach");
  }

  @Test
  void aDatabaseThatIsAwayCostsOneLineAndNoTrace() {
    Authenticator lost =
        new Authenticator(new LostLogins(), new Passwords(CHEAP), new Identities(), () -> 0);
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
    public void setScram(StoredLogin login, String foldedName, ScramVerifiers verifiers) {
      throw new IllegalStateException("no connection");
    }

    @Override
    public Map<String, Optional<String>> verifiers(StoredLogin login) {
      throw new IllegalStateException("no connection");
    }

    @Override
    public IterationSpread iterations() throws SQLException {
      throw new SQLException("no connection", "08001");
    }

    @Override
    public byte[] secret() throws SQLException {
      throw new SQLException("no connection", "08001");
    }
  }
}
