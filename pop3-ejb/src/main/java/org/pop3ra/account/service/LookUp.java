package org.pop3ra.account.service;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;
import static java.util.Objects.requireNonNull;

import jakarta.ejb.EJBException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.pop3ra.account.domain.Folding;
import org.pop3ra.account.domain.IterationSpread;
import org.pop3ra.account.domain.Logins;
import org.pop3ra.account.domain.ScramSalts;
import org.pop3ra.account.domain.ShownName;
import org.pop3ra.account.domain.StoredLogin;
import org.pop3ra.maildrop.persistence.SqlFailure;
import org.pop3ra.maildrop.service.FailureLog;
import org.pop3ra.maildrop.service.UnknownOutcomeException;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;

/** The tables of logins, whose failures are told in the spi's words, and to the log once. */
final class LookUp {
  private static final System.Logger LOGGER = System.getLogger(Authenticator.class.getName());

  private final Logins logins;
  private final FailureLog failures = new FailureLog(LOGGER, System::nanoTime);
  private final Iterations iterations;
  private volatile Optional<ScramSalts> salts = Optional.empty();

  LookUp(Logins logins, LongSupplier nanoTime) {
    this.logins = requireNonNull(logins, "logins is null");
    iterations = new Iterations(logins, nanoTime);
  }

  /**
   * Who logs in under this name, which is not yet folded. With a control character, which no
   * account has and PostgreSQL may refuse, it is nobody's.
   */
  Optional<StoredLogin> find(String name) throws MaildropException {
    if (name.chars().anyMatch(Character::isISOControl)) {
      return Optional.empty();
    }
    try {
      return logins.find(Folding.fold(name));
    } catch (SQLException | RuntimeException e) {
      throw failed(e);
    }
  }

  /** Who logs in under this name, as a client showed it. */
  Optional<StoredLogin> findShown(String name) throws MaildropException {
    Optional<StoredLogin> login = Optional.empty();
    for (String form : ShownName.forms(name)) {
      login = login.isPresent() ? login : find(form);
    }
    return login;
  }

  /** By the secret of this installation, which is asked for once. */
  ScramSalts salts() throws MaildropException {
    Optional<ScramSalts> known = salts;
    if (known.isEmpty()) {
      try {
        known = Optional.of(new ScramSalts(logins.secret()));
        salts = known;
      } catch (SQLException | RuntimeException e) {
        throw failed(e);
      }
    }
    return known.get();
  }

  /** As of a minute ago at most. */
  IterationSpread iterations() throws MaildropException {
    try {
      return iterations.spread();
    } catch (SQLException | RuntimeException e) {
      throw failed(e);
    }
  }

  /** For all kinds of proof the same. */
  static MaildropException refused() {
    return new MaildropException(Reason.CREDENTIALS, "unknown name, wrong proof, or disabled");
  }

  /** Who was authenticated, by what the tables said. */
  static Authenticated authenticated(StoredLogin login) {
    return new Authenticated(login.account(), login.maildrop(), login.passwordVersion());
  }

  /** Whether a client that is known by one name may be called by the other, which may be empty. */
  static boolean isSame(String authzid, String name) {
    return authzid.isEmpty() || Folding.fold(authzid).equals(Folding.fold(name));
  }

  private MaildropException failed(Exception e) {
    String detail = "cannot look up a login: " + e.getClass().getName();
    if (isBug(e)) {
      failures.logTrace(ERROR, "broke down looking up a login", e);
      return new MaildropException(Reason.PERMANENT, detail);
    }
    failures.log(WARNING, "cannot look up a login", e);
    return new MaildropException(Reason.TEMPORARY, detail);
  }

  /** What is not for the database to answer for, nor for a commit or a container that is ending. */
  private static boolean isBug(Exception e) {
    return !isOfUnknownOutcome(e)
        && !isStopping(e)
        && SqlFailure.in(e).orElse(SqlFailure.BUG) == SqlFailure.BUG;
  }

  /** What a bean throws may arrive inside of what the container throws. */
  private static boolean isOfUnknownOutcome(Exception e) {
    return Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
        .anyMatch(UnknownOutcomeException.class::isInstance);
  }

  /** Beans that are gone refuse; what a bean itself threw would be the cause. */
  private static boolean isStopping(Exception e) {
    return e instanceof EJBException && e.getCause() == null;
  }
}
