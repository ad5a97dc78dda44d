package org.pop3ra.lmtp;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What an LMTP activation is configured with. Immutable.
 *
 * @param hostName the name in the greeting and in {@code Received:}; a domain or an address literal
 * @param maxMessageOctets the largest message, counted as the client sends it (RFC 1870 section 5)
 * @param maxRecipients the most accepted recipients of one message; at least 100 (RFC 5321 section
 *     4.5.3.1.8) unless an administrator knows better
 * @param maxBadCommands the bad line that closes the connection
 * @param maxDiscardedOctets how much of an over-long line is dropped before the connection closes
 * @param idle how long a client may be silent (RFC 5321 section 4.5.3.2.7: at least five minutes)
 */
public record LmtpSettings(
    String hostName,
    int maxMessageOctets,
    int maxRecipients,
    int maxBadCommands,
    int maxDiscardedOctets,
    Duration idle,
    OverQuota overQuota) {

  /** Canonical form may double a message, and its octets must fit an {@code int}. */
  public static final int LARGEST_MESSAGE = 1_000_000_000;

  /** What a recipient's full maildrop means to the sender. */
  public enum OverQuota {
    /** 452 4.2.2: the sender tries again. */
    TEMPORARY,
    /** 552 5.2.2: the sender gives up. */
    PERMANENT
  }

  public LmtpSettings {
    requireNonNull(hostName, "hostName is null");
    requireNonNull(idle, "idle is null");
    requireNonNull(overQuota, "overQuota is null");
    require(Domain.valid(hostName), "hostName must be a domain or an address literal");
    require(
        maxMessageOctets > 0 && maxMessageOctets <= LARGEST_MESSAGE,
        "maxMessageOctets must be from 1 to " + LARGEST_MESSAGE);
    require(maxRecipients > 0, "maxRecipients must be positive");
    require(maxBadCommands > 0, "maxBadCommands must be positive");
    require(maxDiscardedOctets >= 0, "maxDiscardedOctets must not be negative");
  }

  /** Whether it can be a {@link #hostName}. */
  public static boolean validHostName(String name) {
    return Domain.valid(requireNonNull(name, "name is null"));
  }

  /** The defaults of the product. */
  public static LmtpSettings defaults(String hostName) {
    return new LmtpSettings(
        hostName,
        50 * 1024 * 1024,
        1000,
        50,
        4 * 1024 * 1024,
        Duration.ofMinutes(5),
        OverQuota.TEMPORARY);
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new IllegalArgumentException(what);
    }
  }
}
