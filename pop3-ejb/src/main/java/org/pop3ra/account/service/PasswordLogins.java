package org.pop3ra.account.service;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;
import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.pop3ra.account.domain.Logins;
import org.pop3ra.account.domain.PasswordHash;
import org.pop3ra.account.domain.PreparedPassword;
import org.pop3ra.account.domain.ScramVerifiers;
import org.pop3ra.account.domain.ShownName;
import org.pop3ra.account.domain.StoredLogin;
import org.pop3ra.maildrop.service.FailureLog;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.PasswordCredentials;
import org.pop3ra.spi.ScramHash;

/**
 * Logins by a password that the tables know. Each costs a computation, also where they know none.
 */
final class PasswordLogins {
  private static final System.Logger LOGGER = System.getLogger(Authenticator.class.getName());

  /** Each takes nearly as long as the password itself, and the login waits. */
  private static final int OTHERS_AT_ONCE = 4;

  private final Logins logins;
  private final LookUp lookUp;
  private final Passwords passwords;
  private final Identities identities;
  private final FailureLog failures = new FailureLog(LOGGER, System::nanoTime);

  PasswordLogins(Logins logins, LookUp lookUp, Passwords passwords, Identities identities) {
    this.logins = requireNonNull(logins, "logins is null");
    this.lookUp = requireNonNull(lookUp, "lookUp is null");
    this.passwords = requireNonNull(passwords, "passwords is null");
    this.identities = requireNonNull(identities, "identities is null");
  }

  /** Whose password it is. */
  Optional<StoredLogin> find(PasswordCredentials shown) throws MaildropException {
    // Who must come again costs the database nothing.
    passwords.requirePlace();
    Optional<StoredLogin> login = lookUp.findShown(shown.user());
    Optional<PasswordHash> hash = login.flatMap(PasswordLogins::hash);
    boolean right = isRight(hash, shown.password());
    if (!right || login.isEmpty() || !LookUp.isSame(shown.authzid(), shown.user())) {
      return Optional.empty();
    }
    favour(login.get(), hash.orElseThrow(), shown);
    return login;
  }

  private boolean isRight(Optional<PasswordHash> hash, String password) throws MaildropException {
    boolean right = false;
    for (String form : PreparedPassword.forms(password)) {
      byte[] octets = form.getBytes(StandardCharsets.UTF_8);
      try {
        right = right || passwords.verify(hash, octets);
      } finally {
        Arrays.fill(octets, (byte) 0);
      }
    }
    return right;
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

  /** For the sake of a later login: whatever goes wrong, this one succeeds. */
  private void favour(StoredLogin login, PasswordHash hash, PasswordCredentials shown) {
    String prepared = PreparedPassword.of(shown.password());
    byte[] octets = prepared.getBytes(StandardCharsets.UTF_8);
    try {
      Optional<PasswordHash> stronger = passwords.strengthen(hash, octets);
      if (stronger.isPresent()) {
        logins.rehash(login, stronger.get().format());
      }
      deriveScram(login, shown.user(), prepared);
      deriveOthers(login, prepared);
    } catch (SQLException | MaildropException | RuntimeException e) {
      failures.log(WARNING, "cannot renew what is kept of a password", e);
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }

  /** For the name that was shown: who logs in by another one asks for that one's. */
  private void deriveScram(StoredLogin login, String user, String prepared)
      throws SQLException, MaildropException {
    if (lacks(login.scram(), user)) {
      Optional<ScramVerifiers> derived = derive(user, prepared);
      if (derived.isPresent()) {
        for (String name : ShownName.forms(user)) {
          logins.setScram(login, name, derived.get());
        }
      }
    }
  }

  /**
   * For names that the account got later, or that were too many when the password was set: they
   * have those of its own name until then, and show by their salt that they belong to it.
   */
  private void deriveOthers(StoredLogin login, String prepared)
      throws SQLException, MaildropException {
    int left = OTHERS_AT_ONCE;
    for (Map.Entry<String, Optional<String>> other : logins.verifiers(login).entrySet()) {
      if (left > 0 && lacks(other.getValue(), other.getKey())) {
        left--;
        Optional<ScramVerifiers> derived = derive(other.getKey(), prepared);
        if (derived.isPresent()) {
          logins.setScram(login, other.getKey(), derived.get());
        }
      }
    }
  }

  private boolean lacks(Optional<String> verifiers, String name) throws MaildropException {
    Function<ScramHash, byte[]> salts = lookUp.salts().of(name);
    return verifiers
        .map(ScramVerifiers::parse)
        .filter(its -> its.suffice(iterations(), salts))
        .isEmpty();
  }

  private Optional<ScramVerifiers> derive(String name, String prepared) throws MaildropException {
    return passwords.deriveIfIdle(prepared, iterations(), lookUp.salts().of(name));
  }

  private int iterations() {
    return identities.settings().scramIterations();
  }
}
