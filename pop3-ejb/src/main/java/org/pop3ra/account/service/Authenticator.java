package org.pop3ra.account.service;

import static jakarta.ejb.ConcurrencyManagementType.BEAN;
import static jakarta.ejb.TransactionAttributeType.NOT_SUPPORTED;
import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.pop3ra.account.domain.Folding;
import org.pop3ra.account.domain.Logins;
import org.pop3ra.account.domain.PasswordHash;
import org.pop3ra.account.domain.StoredLogin;
import org.pop3ra.maildrop.service.FailureLog;
import org.pop3ra.spi.Credentials;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.PasswordCredentials;

/**
 * Says whose credentials these are. Called outside any transaction, since it may compute a hash.
 *
 * <p>The answer may come from memory, and another node may have changed the password since. So the
 * transaction that takes the lease compares {@code password_version} and {@code enabled} with what
 * the tables say, and where they differ the caller asks once more, this time for the truth:
 *
 * <pre>{@code
 * var opened = opening.open(authenticator.authenticate(credentials));
 * if (opened.isEmpty()) { // version changed, disabled, or deleted
 *   opened = opening.open(authenticator.authenticateAfresh(credentials));
 * }
 * return opened.orElseThrow(() -> credentials refused);
 * }</pre>
 *
 * <p>An unknown name, a wrong password, a disabled account and one without a password get the same
 * exception after the same time: each costs one look-up and one computation with the parameters of
 * today. Passwords are compared as the octets of their UTF-8 form.
 */
@Singleton
@ConcurrencyManagement(BEAN)
@TransactionAttribute(NOT_SUPPORTED)
public class Authenticator {
  private static final System.Logger LOGGER = System.getLogger(Authenticator.class.getName());

  @EJB private Logins logins;
  @EJB private Passwords passwords;
  private final FailureLog failures = new FailureLog(LOGGER, System::nanoTime);
  private VerifiedPasswords verified;

  public Authenticator() {}

  /** For use without a container. */
  public Authenticator(Logins logins, Passwords passwords) {
    this(logins, passwords, Ticker.systemTicker());
  }

  Authenticator(Logins logins, Passwords passwords, Ticker ticker) {
    this.logins = logins;
    this.passwords = passwords;
    this.verified = new VerifiedPasswords(ticker);
  }

  @PostConstruct
  void start() {
    verified = new VerifiedPasswords(Ticker.systemTicker());
  }

  /**
   * Verifies credentials, from memory if they were verified lately.
   *
   * @throws MaildropException {@code CREDENTIALS}; {@code CROWDED} if others wait already, and
   *     nothing was looked up; or {@code TEMPORARY} if the database is out of reach
   */
  public Authenticated authenticate(Credentials credentials) throws MaildropException {
    return with(
        credentials,
        (name, password) -> {
          Optional<Authenticated> known = verified.find(name, password);
          return known.isPresent() ? known.get() : verify(name, password);
        });
  }

  /**
   * Verifies credentials by the database alone, after the answer of {@link #authenticate} proved to
   * be out of date, which is forgotten.
   *
   * @throws MaildropException as there
   */
  public Authenticated authenticateAfresh(Credentials credentials) throws MaildropException {
    return with(
        credentials,
        (name, password) -> {
          verified.forget(name, password);
          return verify(name, password);
        });
  }

  /**
   * Forgets what is remembered of an account. Called after the commit that changed its password,
   * its names, or whether it is enabled.
   */
  public void forget(long account) {
    verified.forget(account);
  }

  private interface Verification {
    Authenticated apply(String foldedName, byte[] password) throws MaildropException;
  }

  private static Authenticated with(Credentials credentials, Verification verification)
      throws MaildropException {
    PasswordCredentials shown = (PasswordCredentials) credentials;
    byte[] password = shown.password().getBytes(StandardCharsets.UTF_8);
    try {
      return verification.apply(Folding.fold(shown.user()), password);
    } finally {
      Arrays.fill(password, (byte) 0);
    }
  }

  private Authenticated verify(String name, byte[] password) throws MaildropException {
    // Who must come again costs the database nothing.
    passwords.requirePlace();
    Optional<StoredLogin> login = find(name);
    Optional<PasswordHash> hash = login.flatMap(Authenticator::hash);
    boolean right = passwords.verify(hash, password);
    if (!right || login.isEmpty() || hash.isEmpty()) {
      throw new MaildropException(
          MaildropException.Reason.CREDENTIALS, "unknown name, wrong password, or disabled");
    }
    rehash(login.get(), hash.get(), password);
    return remember(name, password, login.get());
  }

  private Authenticated remember(String name, byte[] password, StoredLogin login) {
    Authenticated who =
        new Authenticated(login.account(), login.maildrop(), login.passwordVersion());
    verified.remember(name, password, who);
    return who;
  }

  private Optional<StoredLogin> find(String name) throws MaildropException {
    try {
      return logins.find(name);
    } catch (SQLException | RuntimeException e) {
      failures.log(WARNING, "cannot look up a login", e);
      throw new MaildropException(
          MaildropException.Reason.TEMPORARY, "cannot look up a login: " + e.getClass().getName());
    }
  }

  /** A hash that nobody can read is an administrator's problem; to the client it is no password. */
  private static Optional<PasswordHash> hash(StoredLogin login) {
    try {
      return login.password().map(PasswordHash::parse);
    } catch (IllegalArgumentException e) {
      LOGGER.log(ERROR, "account {0}: password: {1}", login.account(), e.getMessage());
      return Optional.empty();
    }
  }

  /** A favour to a later login: whatever goes wrong, this one succeeds. */
  private void rehash(StoredLogin login, PasswordHash hash, byte[] password) {
    try {
      Optional<PasswordHash> stronger = passwords.strengthen(hash, password);
      if (stronger.isPresent()) {
        logins.rehash(login, stronger.get().format());
      }
    } catch (SQLException | RuntimeException e) {
      failures.log(WARNING, "cannot renew a password hash", e);
    }
  }
}
