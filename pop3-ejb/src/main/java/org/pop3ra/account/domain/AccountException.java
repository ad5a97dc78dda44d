package org.pop3ra.account.domain;

import static java.util.Objects.requireNonNull;

import jakarta.ejb.ApplicationException;

/**
 * What an administrator asked for was not done. Without a stack trace: it tells of the request, not
 * of a bug. The message is for the administrator.
 */
@ApplicationException(rollback = true)
public final class AccountException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** A value that can never be right. */
    INVALID,
    /** A name or an address that belongs to another account. */
    TAKEN,
    /** Something that passes by itself. */
    BUSY
  }

  private final Reason reason;
  private final String field;

  /** {@code field} is the member of the request that is at fault, or empty. */
  public AccountException(Reason reason, String field, String message) {
    super(message, null, false, false);
    this.reason = requireNonNull(reason, "reason is null");
    this.field = requireNonNull(field, "field is null");
  }

  public static AccountException invalid(String field, String message) {
    return new AccountException(Reason.INVALID, field, message);
  }

  public Reason reason() {
    return reason;
  }

  public String field() {
    return field;
  }
}
