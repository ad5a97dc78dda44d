package org.pop3ra.session;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What an administrator decides about POP3 sessions.
 *
 * @param idle how long a client may be silent after the login (RFC 1939 section 3 asks for at least
 *     10 minutes)
 * @param login how long a client may take to log in, from the greeting on
 * @param maxBadCommands at which unknown, ill-formed, over-long or misplaced line a session ends
 * @param maxDiscardedOctets how much of an over-long line is dropped before the connection is
 *     closed
 * @param cleartext where passwords may be shown without TLS
 * @param implementation the name that CAPA tells (RFC 2449 section 6.9): printable ASCII without
 *     spaces, and without a version, which helps attackers only
 */
public record Pop3Settings(
    Duration idle,
    Duration login,
    int maxBadCommands,
    int maxDiscardedOctets,
    CleartextPolicy cleartext,
    String implementation) {
  private static final int MAX_IMPLEMENTATION = 64;

  public Pop3Settings {
    requireNonNull(idle, "idle is null");
    requireNonNull(login, "login is null");
    requireNonNull(cleartext, "cleartext is null");
    requireNonNull(implementation, "implementation is null");
    require(maxBadCommands > 0, "maxBadCommands must be positive");
    require(maxDiscardedOctets > 0, "maxDiscardedOctets must be positive");
    require(
        !implementation.isEmpty() && implementation.length() <= MAX_IMPLEMENTATION,
        "implementation has 1 to 64 characters");
    require(
        implementation.chars().allMatch(c -> c > ' ' && c <= '~'),
        "implementation is printable ASCII without spaces");
  }

  /** The defaults of the product. */
  public static Pop3Settings defaults() {
    return new Pop3Settings(
        Duration.ofSeconds(600),
        Duration.ofSeconds(60),
        50,
        4 * 1024 * 1024,
        CleartextPolicy.LOOPBACK,
        "pop3-ra");
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new IllegalArgumentException(what);
    }
  }
}
