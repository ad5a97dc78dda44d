package org.pop3ra.spi;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A maildrop operation that was not done. Without a stack trace: it tells of the client or the
 * store, not of a bug. Checked: a container does not roll back for it, see the package.
 */
public final class MaildropException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why. Each reason has one reply, which the session knows. */
  public enum Reason {
    /**
     * Unknown user, wrong password, or a disabled account: never told apart (RFC 3206 section 6,
     * AUTH).
     */
    CREDENTIALS,
    /**
     * The credentials were right, another session holds the maildrop (RFC 2449 section 8.1.2,
     * IN-USE).
     */
    IN_USE,
    /**
     * The credentials were not looked at yet, since too many others are: ask again soon, without
     * holding a thread meanwhile.
     */
    CROWDED,
    /**
     * What the listener itself knows does not prove the credentials, and of those outside whom it
     * asks too much is asked already: ask again soon with {@link Effort#OUTSIDE}, without holding a
     * thread meanwhile.
     */
    CROWDED_OUTSIDE,
    /** The lease is no longer this session's. */
    LEASE_LOST,
    /** The message was removed by somebody else since the login. */
    MESSAGE_GONE,
    /** Something that passes by itself (RFC 3206 section 4, SYS/TEMP). */
    TEMPORARY,
    /** Something that an administrator must mend (RFC 3206 section 5, SYS/PERM). */
    PERMANENT,
    /**
     * A commit was sent and its outcome cannot be found out: neither success nor failure may be
     * claimed.
     */
    OUTCOME_UNKNOWN
  }

  private final Reason reason;

  /** Null for all but refused tokens. */
  private final TokenRefusal tokenRefusal;

  /** {@code detail} is for the log, never for the client. */
  public MaildropException(Reason reason, String detail) {
    super(detail, null, false, false);
    this.reason = requireNonNull(reason, "reason is null");
    tokenRefusal = null;
  }

  /**
   * {@code CREDENTIALS}, for {@link TokenCredentials}; {@code detail} is for the log, never for the
   * client, and does not contain the token.
   */
  public MaildropException(TokenRefusal tokenRefusal, String detail) {
    super(detail, null, false, false);
    reason = Reason.CREDENTIALS;
    this.tokenRefusal = requireNonNull(tokenRefusal, "tokenRefusal is null");
  }

  public Reason reason() {
    return reason;
  }

  /** What the client is told of its token, if the listener said so. */
  public Optional<TokenRefusal> tokenRefusal() {
    return Optional.ofNullable(tokenRefusal);
  }
}
