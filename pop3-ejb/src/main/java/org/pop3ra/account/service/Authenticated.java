package org.pop3ra.account.service;

/**
 * Whose password was shown, as of some moment: perhaps a day ago. The transaction that opens the
 * maildrop must see for itself that the account is still enabled and still has this password
 * version; see {@link Authenticator}.
 *
 * @param account the account's key
 * @param maildrop the key of its maildrop
 * @param passwordVersion the version of the password that was verified
 */
public record Authenticated(long account, long maildrop, long passwordVersion) {}
