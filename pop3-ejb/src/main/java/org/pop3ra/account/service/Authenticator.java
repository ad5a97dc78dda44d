package org.pop3ra.account.service;

import static jakarta.ejb.ConcurrencyManagementType.BEAN;
import static jakarta.ejb.TransactionAttributeType.NOT_SUPPORTED;

import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import java.util.Optional;
import java.util.Set;
import org.pop3ra.account.domain.Accounts;
import org.pop3ra.account.domain.Logins;
import org.pop3ra.account.domain.ScramSalts;
import org.pop3ra.spi.CertificateCredentials;
import org.pop3ra.spi.ChallengeCredentials;
import org.pop3ra.spi.Credentials;
import org.pop3ra.spi.Effort;
import org.pop3ra.spi.IdentitySettings;
import org.pop3ra.spi.IdentitySource;
import org.pop3ra.spi.KerberosCredentials;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.PasswordCredentials;
import org.pop3ra.spi.Proof;
import org.pop3ra.spi.ScramCredentials;
import org.pop3ra.spi.ScramHash;
import org.pop3ra.spi.ScramVerifier;
import org.pop3ra.spi.TokenCredentials;

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
 * return opened.orElseThrow(() -> authenticator.refusal(credentials));
 * }</pre>
 *
 * <p>An unknown name, a wrong proof, a disabled account and one without such a proof get the same
 * exception after the same time: a password, each costs one look-up and one computation with the
 * parameters of today. Passwords are compared as the octets of their UTF-8 form, prepared by
 * SASLprep and, where that differs, also as shown.
 */
@Singleton
@ConcurrencyManagement(BEAN)
@TransactionAttribute(NOT_SUPPORTED)
public class Authenticator {
  @EJB private Logins logins;
  @EJB private Passwords passwords;
  @EJB private Identities identities;
  @EJB private Accounts accounts;
  private LookUp lookUp;
  private ScramLogins scram;
  private ChallengeLogins challenges;
  private CertificateLogins certificates;
  private ShownPasswords passwordLogins;
  private Outsiders outsiders;
  private Inquiries inquiries;
  private volatile boolean warm;

  public Authenticator() {}

  /** For use without a container, where nobody is provisioned. */
  public Authenticator(Logins logins, Passwords passwords) {
    this(logins, passwords, new Identities(), Ticker.systemTicker());
  }

  /** For use without a container. */
  public Authenticator(
      Logins logins, Passwords passwords, Identities identities, Accounts accounts) {
    this.logins = logins;
    this.passwords = passwords;
    this.identities = identities;
    this.accounts = accounts;
    assemble(Ticker.systemTicker());
  }

  Authenticator(Logins logins, Passwords passwords, Identities identities, Ticker ticker) {
    this.logins = logins;
    this.passwords = passwords;
    this.identities = identities;
    assemble(ticker);
  }

  @PostConstruct
  void start() {
    assemble(Ticker.systemTicker());
  }

  private void assemble(Ticker ticker) {
    lookUp = new LookUp(logins, ticker::read);
    scram = new ScramLogins(lookUp, identities);
    challenges = new ChallengeLogins(lookUp, identities);
    certificates = new CertificateLogins(lookUp, identities);
    outsiders = new Outsiders(lookUp, accounts);
    inquiries = new Inquiries(ticker);
    passwordLogins =
        new ShownPasswords(
            identities,
            new PasswordLogins(logins, lookUp, passwords, identities),
            outsiders,
            inquiries,
            ticker);
  }

  @PreDestroy
  void stop() {
    outsiders.close();
  }

  /**
   * See {@link org.pop3ra.spi.MaildropListener#proofs}.
   *
   * @throws MaildropException {@code TEMPORARY} if the database is out of reach, {@code PERMANENT}
   *     if something is broken
   */
  public Set<Proof> proofs(IdentitySettings settings) throws MaildropException {
    // Made now, not while the first client waits.
    lookUp.salts();
    if (settings.vouching().order().contains(IdentitySource.TABLES)) {
      warmUp();
    }
    outsiders.follow(settings.vouching());
    return identities.follow(settings);
  }

  /** What the first login would cost more than others, before there are clients. */
  private void warmUp() throws MaildropException {
    if (!warm) {
      lookUp.find("");
      passwords.warmUp();
      warm = true;
    }
  }

  /**
   * See {@link org.pop3ra.spi.MaildropListener#verifier}.
   *
   * @throws MaildropException {@code TEMPORARY} if the database is out of reach, {@code PERMANENT}
   *     if something is broken
   */
  public ScramVerifier verifier(String user, ScramHash hash) throws MaildropException {
    return scram.verifier(user, hash);
  }

  /** Those of new SCRAM verifiers; throws as {@link #verifier}. */
  public ScramSalts salts() throws MaildropException {
    return lookUp.salts();
  }

  /** As {@link #authenticate(Credentials, Effort)}, with all effort. */
  public Authenticated authenticate(Credentials credentials) throws MaildropException {
    return authenticate(credentials, Effort.FULL);
  }

  /**
   * Verifies credentials; a password from memory if it was verified lately. Called again with the
   * same object for the same login only: what others said for it is not asked once more.
   *
   * @throws MaildropException {@code CREDENTIALS}; {@code CROWDED} if others wait already, or the
   *     effort allows no computation, and nothing was looked up; {@code CROWDED_OUTSIDE} if others
   *     wait for those outside, and the tables say no; {@code TEMPORARY} if the database is out of
   *     reach; or {@code PERMANENT} if something is broken
   */
  public Authenticated authenticate(Credentials credentials, Effort effort)
      throws MaildropException {
    return credentials instanceof PasswordCredentials shown
        ? passwordLogins.authenticate(shown, effort)
        : unremembered(credentials, effort);
  }

  /**
   * Verifies credentials by the database alone, after the answer of {@link #authenticate} proved to
   * be out of date, which is forgotten.
   *
   * @throws MaildropException as there
   */
  public Authenticated authenticateAfresh(Credentials credentials) throws MaildropException {
    inquiries.forget(credentials);
    return credentials instanceof PasswordCredentials shown
        ? passwordLogins.authenticateAfresh(shown)
        : unremembered(credentials, Effort.FULL);
  }

  /** What a client is told whose credentials are right, and whose account is not enabled. */
  public MaildropException refusal(Credentials credentials) {
    return credentials instanceof TokenCredentials ? outsiders.refusedToken() : LookUp.refused();
  }

  /**
   * Forgets what is remembered of an account. Called after the commit that changed its password,
   * its names, or whether it is enabled.
   */
  public void forget(long account) {
    passwordLogins.forget(account);
  }

  /** All kinds of proof but passwords. */
  private Authenticated unremembered(Credentials credentials, Effort effort)
      throws MaildropException {
    if (credentials instanceof ScramCredentials shown) {
      return scram.authenticate(shown);
    }
    if (credentials instanceof ChallengeCredentials shown) {
      return challenges.authenticate(shown);
    }
    if (credentials instanceof CertificateCredentials shown) {
      return certificates.authenticate(shown);
    }
    Optional<Authenticated> known = inquiries.who(credentials);
    return known.isPresent() ? known.get() : byOthers(credentials, effort);
  }

  /** What only somebody outside can tell: asked about once for a login, and in turn. */
  private Authenticated byOthers(Credentials credentials, Effort effort) throws MaildropException {
    if (effort == Effort.CHEAP || effort == Effort.INSIDE) {
      throw Outsiders.crowded();
    }
    Authenticated who;
    if (credentials instanceof TokenCredentials shown) {
      who = outsiders.byToken(shown);
    } else if (credentials instanceof KerberosCredentials shown) {
      who = outsiders.byTicket(shown);
    } else {
      throw LookUp.refused();
    }
    inquiries.found(credentials, who);
    return who;
  }
}
