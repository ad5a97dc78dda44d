package org.pop3ra.account.persistence;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pop3ra.account.domain.Account;
import org.pop3ra.account.domain.AccountChange;
import org.pop3ra.account.domain.AccountException;
import org.pop3ra.account.domain.AccountName;
import org.pop3ra.account.domain.AccountView;
import org.pop3ra.account.domain.Accounts;
import org.pop3ra.account.domain.Maildrop;
import org.pop3ra.account.domain.MaildropView;

/**
 * Accounts by JPA. A transaction that changes an account takes its row first, so that changes of
 * one account come one after the other; who owns a name is decided by the key of login_name.
 */
@Stateless
public class AccountTable implements Accounts {
  @PersistenceContext(unitName = "pop3")
  private EntityManager em;

  public AccountTable() {}

  /** For use without a container. */
  public AccountTable(EntityManager em) {
    this.em = em;
  }

  @Override
  public Changed put(AccountChange change) throws AccountException {
    Optional<Account> known = take(change.name());
    if (known.isEmpty() && change.keepPassword()) {
      throw AccountException.invalid(
          "password", "is missing: a new account needs one, or null for no login by password");
    }
    if (change.keepPassword()
        && change.recoverableSecret()
        && !known.get().hasRecoverableSecret()) {
      throw AccountException.invalid(
          "recoverableSecret", "needs the password in the same request: nobody can read it now");
    }
    requireFree(change);
    return known.isPresent() ? change(known.get(), change) : create(change);
  }

  @Override
  public boolean makeIfAbsent(AccountChange account) throws AccountException {
    if (account(account.name()).isPresent()) {
      return false;
    }
    requireFree(account);
    return create(account).created();
  }

  @Override
  public Optional<AccountView> find(AccountName name) {
    return account(name)
        .flatMap(
            account -> maildrop(account).map(its -> AccountView.of(account, its.quotaOctets())));
  }

  @Override
  public List<AccountView> list(String foldedPrefix, String foldedAfter, int limit) {
    List<Account> accounts = page(foldedPrefix, foldedAfter, limit);
    Map<Long, Maildrop> maildrops = maildrops(accounts);
    // One that is being deleted has none: the queries do not see the same instant.
    return accounts.stream()
        .filter(account -> maildrops.containsKey(account.id()))
        .map(account -> AccountView.of(account, maildrops.get(account.id()).quotaOctets()))
        .toList();
  }

  @Override
  public Optional<MaildropView> maildrop(AccountName name) {
    return account(name).flatMap(this::maildrop).map(this::view);
  }

  @Override
  public OptionalLong delete(AccountName name) {
    Optional<Account> known = take(name);
    known.ifPresent(this::remove);
    return known.map(account -> OptionalLong.of(account.id())).orElse(OptionalLong.empty());
  }

  /** The row stays ours until the end of the transaction. */
  private Optional<Account> take(AccountName name) {
    int taken =
        em.createQuery("update Account a set a.enabled = a.enabled where a.name = :name")
            .setParameter("name", name.folded())
            .executeUpdate();
    return taken == 0 ? Optional.empty() : account(name);
  }

  private Optional<Account> account(AccountName name) {
    return em.createQuery("select a from Account a where a.name = :name", Account.class)
        .setParameter("name", name.folded())
        .getResultStream()
        .findFirst();
  }

  private void requireFree(AccountChange change) throws AccountException {
    List<Object[]> taken =
        em.createQuery(
                "select n.name, n.account.name from LoginName n"
                    + " where n.name in :names and n.account.name <> :own order by n.name",
                Object[].class)
            .setParameter("names", change.names())
            .setParameter("own", change.name().folded())
            .setMaxResults(1)
            .getResultList();
    if (!taken.isEmpty()) {
      String name = (String) taken.get(0)[0];
      throw new AccountException(
          AccountException.Reason.TAKEN,
          name.equals(change.name().folded()) ? "name" : "addresses",
          "%s belongs to the account %s".formatted(name, taken.get(0)[1]));
    }
  }

  private Changed create(AccountChange change) {
    Account account = new Account(change.name());
    account.apply(change);
    em.persist(account);
    em.persist(new Maildrop(account.id(), change.quotaOctets()));
    em.flush();
    return new Changed(account.id(), true);
  }

  private Changed change(Account account, AccountChange change) {
    account.apply(change);
    em.flush();
    // The lease before the maildrop, as QUIT takes them: in another order they could deadlock.
    if (!account.enabled()) {
      fence(account);
    }
    setQuota(account, change.quotaOctets());
    return new Changed(account.id(), false);
  }

  /** By UPDATE: the other columns of the row belong to the deliveries. */
  private void setQuota(Account account, OptionalLong quota) {
    if (quota.isPresent()) {
      em.createNativeQuery("update maildrop set quota_octets = ?1 where account = ?2")
          .setParameter(1, quota.getAsLong())
          .setParameter(2, account.id())
          .executeUpdate();
    } else {
      em.createNativeQuery("update maildrop set quota_octets = null where account = ?1")
          .setParameter(1, account.id())
          .executeUpdate();
    }
  }

  private void remove(Account account) {
    fence(account);
    em.createNativeQuery("update maildrop set account = null where account = ?1")
        .setParameter(1, account.id())
        .executeUpdate();
    em.remove(account);
    em.flush();
  }

  /**
   * A session without a lease learns at its next command that the maildrop is not its own. The row
   * stays, and is made where there is none: a login that waits for it looks at the account
   * afterwards.
   */
  private void fence(Account account) {
    long maildrop = maildrop(account).orElseThrow().id();
    int fenced =
        em.createNativeQuery(
                "update lease set token = null, incarnation = null, fence = fence + 1"
                    + " where maildrop = ?1")
            .setParameter(1, maildrop)
            .executeUpdate();
    if (fenced == 0) {
      em.createNativeQuery("insert into lease (maildrop, fence) values (?1, 1)")
          .setParameter(1, maildrop)
          .executeUpdate();
    }
  }

  /** Empty if the account was deleted since it was read. */
  private Optional<Maildrop> maildrop(Account account) {
    return em.createQuery("select m from Maildrop m where m.account = :account", Maildrop.class)
        .setParameter("account", account.id())
        .getResultStream()
        .findFirst();
  }

  private MaildropView view(Maildrop maildrop) {
    return new MaildropView(
        maildrop.messages(), maildrop.octets(), maildrop.quotaOctets(), inUse(maildrop));
  }

  private boolean inUse(Maildrop maildrop) {
    return !em.createNativeQuery(
            """
            select 1 from lease l join heartbeat h on h.incarnation = l.incarnation
            where l.maildrop = ?1 and l.token is not null and h.good_until > current_timestamp""")
        .setParameter(1, maildrop.id())
        .getResultList()
        .isEmpty();
  }

  private List<Account> page(String prefix, String after, int limit) {
    return em.createQuery(
            "select a from Account a where a.name like :prefix escape '!' and a.name > :after"
                + " order by a.name",
            Account.class)
        .setParameter("prefix", prefix.replaceAll("[!%_]", "!$0") + "%")
        .setParameter("after", after)
        .setMaxResults(limit)
        // One query for the names of all, not one for each.
        .setHint("eclipselink.batch.type", "IN")
        .setHint("eclipselink.batch", "a.names")
        .getResultList();
  }

  private Map<Long, Maildrop> maildrops(List<Account> accounts) {
    if (accounts.isEmpty()) {
      return Map.of();
    }
    Set<Long> ids = accounts.stream().map(Account::id).collect(Collectors.toSet());
    return em.createQuery("select m from Maildrop m where m.account in :ids", Maildrop.class)
        .setParameter("ids", ids)
        .getResultStream()
        .collect(Collectors.toMap(Maildrop::account, Function.identity()));
  }
}
