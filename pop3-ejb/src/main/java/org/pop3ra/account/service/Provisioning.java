package org.pop3ra.account.service;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.pop3ra.account.domain.AccountChange;
import org.pop3ra.account.domain.AccountException;
import org.pop3ra.account.domain.AccountName;
import org.pop3ra.account.domain.Accounts;
import org.pop3ra.account.domain.Address;
import org.pop3ra.maildrop.service.FailureLog;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;

/**
 * Makes accounts for those whom somebody outside vouches for: without a password of their own, and,
 * where the name is an address, taking its mail.
 */
final class Provisioning {
  private static final System.Logger LOGGER = System.getLogger(Provisioning.class.getName());

  private final Accounts accounts;
  private final FailureLog failures = new FailureLog(LOGGER, System::nanoTime);

  Provisioning(Accounts accounts) {
    this.accounts = accounts;
  }

  /**
   * Makes the account, unless somebody else just did.
   *
   * @return whether it is there
   */
  boolean make(String name) throws MaildropException {
    try {
      AccountChange account = account(name);
      if (Retries.run(() -> accounts.makeIfAbsent(account))) {
        LOGGER.log(INFO, "made the account of somebody whom others vouch for");
      }
      return true;
    } catch (AccountException e) {
      failures.log(WARNING, "cannot make an account at its first login", e);
      if (e.reason() == AccountException.Reason.BUSY) {
        throw new MaildropException(Reason.TEMPORARY, e.getMessage());
      }
      return false;
    }
  }

  private static AccountChange account(String name) throws AccountException {
    Set<Address> addresses = name.contains("@") ? Set.of(Address.of("name", name)) : Set.of();
    return new AccountChange(
        AccountName.of(name),
        false,
        Optional.empty(),
        addresses,
        OptionalLong.empty(),
        true,
        false);
  }
}
