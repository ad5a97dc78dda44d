package org.pop3ra.account.domain;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The accounts of this installation. Each call is one transaction; one that loses a race against
 * another throws the database's exception, and may be repeated.
 */
public interface Accounts {

  /** What a change did. */
  record Changed(long account, boolean created) {}

  /**
   * Makes the account, with its maildrop, or changes it.
   *
   * @throws AccountException {@code TAKEN} naming the account that has one of the names; {@code
   *     INVALID} if it is new and has no password to keep
   */
  Changed put(AccountChange change) throws AccountException;

  /**
   * Makes the account, with its maildrop, unless it is there: then nothing of it changes.
   *
   * @return whether it was made
   * @throws AccountException {@code TAKEN} as {@link #put}
   */
  boolean makeIfAbsent(AccountChange account) throws AccountException;

  Optional<AccountView> find(AccountName name);

  /**
   * At most {@code limit} accounts in the order of their names.
   *
   * @param foldedPrefix what the names begin with, perhaps nothing
   * @param foldedAfter only names after this one, which need not exist any more
   */
  List<AccountView> list(String foldedPrefix, String foldedAfter, int limit);

  Optional<MaildropView> maildrop(AccountName name);

  /**
   * Removes the account and its names, and ends its session; the messages are swept later.
   *
   * @return its key, empty if there is no such account
   */
  OptionalLong delete(AccountName name);
}
