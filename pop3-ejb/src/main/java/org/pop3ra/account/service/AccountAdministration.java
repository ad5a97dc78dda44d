package org.pop3ra.account.service;

import static jakarta.ejb.TransactionAttributeType.NOT_SUPPORTED;
import static java.lang.System.Logger.Level.ERROR;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.pop3ra.account.domain.AccountChange;
import org.pop3ra.account.domain.AccountException;
import org.pop3ra.account.domain.AccountName;
import org.pop3ra.account.domain.AccountRequest;
import org.pop3ra.account.domain.AccountView;
import org.pop3ra.account.domain.Accounts;
import org.pop3ra.account.domain.Address;
import org.pop3ra.account.domain.EncryptedSecret;
import org.pop3ra.account.domain.Folding;
import org.pop3ra.account.domain.MaildropView;
import org.pop3ra.account.domain.PasswordChange;
import org.pop3ra.account.domain.ScramSalts;
import org.pop3ra.account.domain.ScramVerifiers;
import org.pop3ra.account.domain.StoredPassword;
import org.pop3ra.maildrop.service.Durability;
import org.pop3ra.maildrop.service.FailureLog;
import org.pop3ra.maildrop.service.Store;
import org.pop3ra.spi.MaildropException;

/**
 * What an administrator can do with accounts. Checks and hashes outside any transaction, then does
 * the work in one; a race that was lost is run again.
 *
 * <ul>
 *   <li>A new account needs a password, unless the request says expressly that there is none.
 *   <li>A new password, and a change of {@code enabled}, count at once: on this node what is
 *       remembered of the old one is forgotten, on others the login transaction notices.
 *   <li>A session goes on when the password changes. When the account is disabled or deleted, it
 *       gets no more of any message and deletes nothing: RETR, TOP and a QUIT with deletions are
 *       refused. What it can answer from the listing taken at login, it still answers.
 *   <li>Nothing is answered before it is durable.
 *   <li>A quota below what the maildrop holds removes nothing: it takes no mail until there is
 *       room.
 * </ul>
 */
@Stateless
@TransactionAttribute(NOT_SUPPORTED)
public class AccountAdministration {
  private static final FailureLog FAILURES =
      new FailureLog(System.getLogger(AccountAdministration.class.getName()), System::nanoTime);
  private static final int MAX_ADDRESSES = 1000;

  /**
   * Names that have SCRAM verifiers of their own at once; each takes as long as another hash, so
   * that a thousand would keep an administrator waiting, and processors busy.
   */
  private static final int VERIFIED_NAMES = 16;

  @EJB private Accounts accounts;
  @EJB private Passwords passwords;
  @EJB private Authenticator authenticator;
  @EJB private Identities identities;
  @EJB private Store store;
  private Durability durability = () -> store.durability().begin();
  private BooleanSupplier inPlace = () -> store.inPlace();

  public AccountAdministration() {}

  /** For use without a container. */
  public AccountAdministration(
      Accounts accounts,
      Passwords passwords,
      Authenticator authenticator,
      Identities identities,
      Durability durability) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.authenticator = authenticator;
    this.identities = identities;
    this.durability = durability;
    this.inPlace = () -> true;
  }

  /**
   * Makes an account, with its maildrop, or replaces all that can be said of it.
   *
   * @return whether it is new
   */
  public boolean put(String name, AccountRequest request) throws AccountException {
    AccountChange change = change(AccountName.of(name), request);
    Durability.Commits commits = durability.begin();
    Accounts.Changed changed = run(() -> accounts.put(change));
    authenticator.forget(changed.account());
    harden(commits);
    return changed.created();
  }

  /** The account of that name; no account has a name that is not well-formed. */
  public Optional<AccountView> find(String name) throws AccountException {
    Optional<AccountName> known = wellFormed(name);
    return known.isEmpty() ? Optional.empty() : run(() -> accounts.find(known.get()));
  }

  /**
   * Accounts in the order of their names.
   *
   * @param prefix what the names begin with, perhaps nothing
   * @param after the last name of the page before, or nothing
   */
  public List<AccountView> list(String prefix, String after, int limit) throws AccountException {
    return run(() -> accounts.list(Folding.fold(prefix), Folding.fold(after), limit));
  }

  /** The state of an account's maildrop. */
  public Optional<MaildropView> maildrop(String name) throws AccountException {
    Optional<AccountName> known = wellFormed(name);
    return known.isEmpty() ? Optional.empty() : run(() -> accounts.maildrop(known.get()));
  }

  /**
   * Removes an account with its names; its messages go soon after.
   *
   * @return whether it was there
   */
  public boolean delete(String name) throws AccountException {
    Optional<AccountName> known = wellFormed(name);
    return known.isPresent() && delete(known.get());
  }

  private boolean delete(AccountName name) throws AccountException {
    Durability.Commits commits = durability.begin();
    OptionalLong deleted = run(() -> accounts.delete(name));
    deleted.ifPresent(authenticator::forget);
    // Also if it was gone: perhaps by an attempt that did not get as far as this.
    harden(commits);
    return deleted.isPresent();
  }

  /** Not while the tables are made: they would look broken, as half of them. */
  private <T> T run(Retries.Attempt<T> attempt) throws AccountException {
    if (!inPlace.getAsBoolean()) {
      throw Retries.outOfReach();
    }
    return Retries.run(attempt);
  }

  /** The answer claims that no crash undoes it. */
  private void harden(Durability.Commits commits) throws AccountException {
    try {
      commits.await();
    } catch (SQLException e) {
      FAILURES.log(ERROR, "a change of an account could not be brought to disk", e);
      throw new AccountException(
          AccountException.Reason.BUSY, "", "done, but perhaps not on disk: send it again");
    }
  }

  private static Optional<AccountName> wellFormed(String name) {
    try {
      return Optional.of(AccountName.of(name));
    } catch (AccountException e) {
      return Optional.empty();
    }
  }

  private AccountChange change(AccountName name, AccountRequest request) throws AccountException {
    OptionalLong quota = request.quotaOctets();
    if (quota.isPresent() && quota.getAsLong() < 0) {
      throw AccountException.invalid("quotaOctets", "must not be negative");
    }
    Set<Address> addresses = addresses(request.addresses());
    PasswordChange password = request.password();
    return new AccountChange(
        name,
        password instanceof PasswordChange.Keep,
        stored(names(name, addresses), password, request.recoverableSecret()),
        addresses,
        quota,
        request.enabled(),
        request.recoverableSecret());
  }

  private static Set<Address> addresses(List<String> written) throws AccountException {
    if (written.size() > MAX_ADDRESSES) {
      throw AccountException.invalid("addresses", "must be at most " + MAX_ADDRESSES);
    }
    Set<Address> addresses = new LinkedHashSet<>();
    for (int i = 0; i < written.size(); i++) {
      addresses.add(Address.of("addresses[" + i + "]", written.get(i)));
    }
    return addresses;
  }

  /** Those to log in with: its own first, and no catch-all. */
  private static List<String> names(AccountName name, Set<Address> addresses) {
    return Stream.concat(Stream.of(name.folded()), addresses.stream().map(Address::folded))
        .filter(word -> !word.startsWith("@"))
        .distinct()
        .limit(VERIFIED_NAMES)
        .toList();
  }

  private Optional<StoredPassword> stored(
      List<String> names, PasswordChange change, boolean recoverable) throws AccountException {
    if (change instanceof PasswordChange.Replace replace) {
      String password = NewPassword.prepared(replace.password());
      Optional<EncryptedSecret> secret =
          recoverable ? Optional.of(encrypted(password)) : Optional.empty();
      return Optional.of(stored(names, password, secret));
    }
    if (change instanceof PasswordChange.Remove && recoverable) {
      throw AccountException.invalid("recoverableSecret", "makes no sense without a password");
    }
    return Optional.empty();
  }

  private StoredPassword stored(
      List<String> names, String password, Optional<EncryptedSecret> secret)
      throws AccountException {
    byte[] octets = password.getBytes(StandardCharsets.UTF_8);
    try {
      return new StoredPassword(passwords.hash(octets), verifiers(names, password), secret);
    } catch (MaildropException e) {
      throw new AccountException(AccountException.Reason.BUSY, "", e.getMessage());
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }

  private Map<String, ScramVerifiers> verifiers(List<String> names, String password)
      throws MaildropException, AccountException {
    int iterations = identities.settings().scramIterations();
    ScramSalts salts = salts();
    Map<String, ScramVerifiers> verifiers = new HashMap<>();
    for (String name : names) {
      verifiers.put(name, passwords.derive(password, iterations, salts.of(name)));
    }
    return verifiers;
  }

  /** What is wrong stands in the log. */
  private ScramSalts salts() throws AccountException {
    try {
      return authenticator.salts();
    } catch (MaildropException e) {
      if (e.reason() == MaildropException.Reason.TEMPORARY) {
        throw Retries.outOfReach();
      }
      throw new IllegalStateException("no salts for SCRAM verifiers", e);
    }
  }

  private EncryptedSecret encrypted(String password) throws AccountException {
    return identities
        .settings()
        .secretKey()
        .map(key -> EncryptedSecret.of(password, key))
        .orElseThrow(
            () ->
                AccountException.invalid(
                    "recoverableSecret", "cannot be had: no secretKey is configured"));
  }
}
