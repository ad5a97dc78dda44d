package org.pop3ra.admin;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.pop3ra.account.domain.AccountChange;
import org.pop3ra.account.domain.AccountException;
import org.pop3ra.account.domain.AccountName;
import org.pop3ra.account.domain.AccountView;
import org.pop3ra.account.domain.Accounts;
import org.pop3ra.account.domain.Address;
import org.pop3ra.account.domain.MaildropView;

/** Accounts in a map. One called {@code bug} makes it fail. */
final class FakeAccounts implements Accounts {
  static final OffsetDateTime CREATED = OffsetDateTime.parse("2026-01-02T03:04:05+01:00");
  private final TreeMap<String, AccountView> accounts = new TreeMap<>();

  @Override
  public Changed put(AccountChange change) throws AccountException {
    String name = change.name().folded();
    if (name.equals("bug")) {
      throw new IllegalStateException("a secret of the inside");
    }
    if (change.names().contains("taken@example.org")) {
      throw new AccountException(
          AccountException.Reason.TAKEN, "addresses", "taken@example.org belongs to the account x");
    }
    AccountView before = accounts.put(name, view(change));
    return new Changed(1, before == null);
  }

  @Override
  public boolean makeIfAbsent(AccountChange account) {
    return accounts.putIfAbsent(account.name().folded(), view(account)) == null;
  }

  @Override
  public Optional<AccountView> find(AccountName name) {
    return Optional.ofNullable(accounts.get(name.folded()));
  }

  @Override
  public List<AccountView> list(String foldedPrefix, String foldedAfter, int limit) {
    return accounts.tailMap(foldedAfter, false).values().stream()
        .filter(account -> account.name().startsWith(foldedPrefix))
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<MaildropView> maildrop(AccountName name) {
    return find(name).map(account -> new MaildropView(2, 300, account.quotaOctets(), true));
  }

  @Override
  public OptionalLong delete(AccountName name) {
    return accounts.remove(name.folded()) == null ? OptionalLong.empty() : OptionalLong.of(1);
  }

  private static AccountView view(AccountChange change) {
    return new AccountView(
        change.name().folded(),
        change.addresses().stream().map(Address::folded).sorted().toList(),
        change.quotaOctets(),
        change.enabled(),
        change.password().isPresent(),
        change.recoverableSecret(),
        CREATED);
  }
}
