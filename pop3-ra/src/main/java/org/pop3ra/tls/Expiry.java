package org.pop3ra.tls;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;
import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Tells how long certificates are valid: at once, and once a day when it is not long any more. */
final class Expiry {
  private static final System.Logger LOG = System.getLogger(Expiry.class.getName());
  private static final Duration PAUSE = Duration.ofDays(1);

  private final int warningDays;
  private final Clock clock;
  private Instant nextWarning = Instant.MIN;

  Expiry(int warningDays, Clock clock) {
    this.warningDays = warningDays;
    this.clock = requireNonNull(clock, "clock is null");
  }

  long daysLeft(Identity identity) {
    return Math.floorDiv(
        Duration.between(clock.instant(), identity.expires()).toSeconds(),
        Duration.ofDays(1).toSeconds());
  }

  /** Of certificates that have just come into force. */
  synchronized void told(List<Identity> identities) {
    for (Identity identity : identities) {
      LOG.log(
          INFO,
          "Certificate {0}: valid until {1}, {2,number,#} days left",
          identity,
          identity.expires(),
          daysLeft(identity));
    }
    nextWarning = Instant.MIN;
    warn(identities);
  }

  /** Does nothing more often than once a day. */
  synchronized void warn(List<Identity> identities) {
    if (clock.instant().isBefore(nextWarning)) {
      return;
    }
    nextWarning = clock.instant().plus(PAUSE);
    for (Identity identity : identities) {
      warn(identity, daysLeft(identity));
    }
  }

  private void warn(Identity identity, long days) {
    if (days < 0) {
      LOG.log(WARNING, "Certificate {0} expired on {1}", identity, identity.expires());
    } else if (days < warningDays) {
      LOG.log(WARNING, "Certificate {0} expires in {1,number,#} days", identity, days);
    }
  }
}
