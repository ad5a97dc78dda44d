package org.pop3ra.lmtp;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import org.pop3ra.session.Outcome;
import org.pop3ra.spi.DeliveryException;

/** What a failed task means to the client. */
final class Failures {
  private static final System.Logger LOG = System.getLogger(Failures.class.getName());

  private Failures() {}

  static LmtpReply reply(Outcome.Failure why) {
    return switch (why) {
      case BUSY -> LmtpReply.BUSY;
      // What was done is not known: perhaps a duplicate later, never a false 250.
      case BROKEN -> LmtpReply.TEMPORARY;
    };
  }

  static LmtpReply reply(DeliveryException failure, LmtpSettings settings) {
    LOG.log(level(failure), "delivery refused, {0}: {1}", failure.status(), failure.getMessage());
    return LmtpReply.of(failure.status(), settings.overQuota());
  }

  /**
   * What tells of a recipient is everyday, and of a store that is full or away the store itself has
   * told: an MTA's queue that tries again and again shall not fill the log.
   */
  private static System.Logger.Level level(DeliveryException failure) {
    return switch (failure.status()) {
      case STORED, UNKNOWN_RECIPIENT, DISABLED_RECIPIENT, OVER_QUOTA, STORE_FULL, TEMPORARY ->
          DEBUG;
      case PERMANENT -> WARNING;
    };
  }
}
