package org.pop3ra.account.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pop3ra.account.service.AccountFixture.request;
import static org.pop3ra.account.service.AuthenticatorTest.CHEAP;
import static org.pop3ra.account.service.AuthenticatorTest.credentials;

import jakarta.ejb.EJBException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pop3ra.account.domain.AccountException;
import org.pop3ra.account.domain.IterationSpread;
import org.pop3ra.account.domain.Logins;
import org.pop3ra.account.domain.ScramVerifiers;
import org.pop3ra.account.domain.StoredLogin;
import org.pop3ra.maildrop.service.BrokenWorkException;
import org.pop3ra.maildrop.service.UnknownOutcomeException;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;

/** A bug of ours is no database that is out of reach: nobody would look for it. */
class FailedLookUpTest {
  private final Logger logger = Logger.getLogger(Authenticator.class.getName());
  private final List<LogRecord> records = new ArrayList<>();
  private final Handler handler =
      new StreamHandler() {
        @Override
        public synchronized void publish(LogRecord record) {
          records.add(record);
        }
      };

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
  }

  @AfterEach
  void listenNoMore() {
    logger.removeHandler(handler);
  }

  static Stream<Exception> ofTheDatabase() {
    return Stream.of(
        new SQLException("no connection", "08001"),
        new SQLException("deadlock", "40P01"),
        new SQLException("the pool is empty"),
        new EJBException(new SQLException("going down", "57P01")),
        // A commit that failed.
        new UnknownOutcomeException(new EJBException("rolled back")),
        // The same out of a bean.
        new EJBException(new UnknownOutcomeException(new EJBException("rolled back"))),
        // A container that is stopping.
        new EJBException("component is shutting down"));
  }

  static Stream<Exception> ofOurs() {
    return Stream.of(
        new IllegalStateException("ours"),
        new EJBException(new IllegalStateException("ours")),
        new BrokenWorkException(new IllegalStateException("ours")),
        new SQLException("no such column", "42703"));
  }

  @ParameterizedTest
  @MethodSource("ofTheDatabase")
  void aDatabaseThatFailsIsTemporary(Exception failure) {
    assertThat(reason(failure)).isEqualTo(Reason.TEMPORARY);
    assertThatThrownBy(() -> administration(failure).put("ann", request("secret", null, true)))
        .isInstanceOfSatisfying(
            AccountException.class,
            e -> assertThat(e.reason()).isEqualTo(AccountException.Reason.BUSY));
    assertThat(records)
        .isNotEmpty()
        .allMatch(said -> said.getLevel().equals(Level.WARNING) && said.getThrown() == null);
  }

  @ParameterizedTest
  @MethodSource("ofOurs")
  void aBugIsPermanentAndLeavesATrace(Exception failure) {
    assertThat(reason(failure)).isEqualTo(Reason.PERMANENT);
    assertThatThrownBy(() -> administration(failure).put("ann", request("secret", null, true)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(records)
        .isNotEmpty()
        .allMatch(said -> said.getLevel().equals(Level.SEVERE) && said.getThrown() != null);
  }

  private static Reason reason(Exception failure) {
    try {
      authenticator(failure).authenticate(credentials("ann", "secret"));
      throw new AssertionError("somebody was found");
    } catch (MaildropException e) {
      return e.reason();
    }
  }

  private static AccountAdministration administration(Exception failure) {
    return new AccountAdministration(
        null, new Passwords(CHEAP), authenticator(failure), new Identities(), () -> () -> {});
  }

  private static Authenticator authenticator(Exception failure) {
    return new Authenticator(
        new FailingLogins(failure), new Passwords(CHEAP), new Identities(), () -> 0);
  }

  /** Each question ends with the same failure. */
  private record FailingLogins(Exception failure) implements Logins {
    private SQLException failed() {
      if (failure instanceof SQLException checked) {
        return checked;
      }
      throw (RuntimeException) failure;
    }

    @Override
    public Optional<StoredLogin> find(String foldedName) throws SQLException {
      throw failed();
    }

    @Override
    public void rehash(StoredLogin login, String replacement) throws SQLException {
      throw failed();
    }

    @Override
    public void setScram(StoredLogin login, String foldedName, ScramVerifiers verifiers)
        throws SQLException {
      throw failed();
    }

    @Override
    public Map<String, Optional<String>> verifiers(StoredLogin login) throws SQLException {
      throw failed();
    }

    @Override
    public IterationSpread iterations() throws SQLException {
      throw failed();
    }

    @Override
    public byte[] secret() throws SQLException {
      throw failed();
    }
  }
}
