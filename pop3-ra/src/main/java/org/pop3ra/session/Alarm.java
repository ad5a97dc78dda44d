package org.pop3ra.session;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Duration;

/** Tells an administrator that somebody guesses passwords: once a minute. Not thread-safe. */
final class Alarm {
  private static final int MANY_FROM_ONE = 50;
  private static final int MANY_IN_ALL = 300;
  private static final long SILENCE_NANOS = Duration.ofMinutes(1).toNanos();

  private final Logger logger;
  private long sinceNanos;
  private int failures;
  private boolean begun;
  private boolean said;

  Alarm(Logger logger) {
    this.logger = requireNonNull(logger, "logger is null");
  }

  /** A login failed; the counts are of the last ten minutes. */
  void failed(InetAddress address, int fromAddress, String account, int atAccount, long now) {
    if (!begun || now - sinceNanos >= SILENCE_NANOS) {
      begun = true;
      sinceNanos = now;
      failures = 0;
      said = false;
    }
    failures++;
    boolean much =
        fromAddress >= MANY_FROM_ONE || atAccount >= MANY_FROM_ONE || failures >= MANY_IN_ALL;
    if (much && !said) {
      said = true;
      logger.log(
          Level.WARNING,
          "somebody guesses passwords: {0} failed logins within a minute; in ten minutes {1} from"
              + " {2} and {3} to \"{4}\"; the next such warning in a minute",
          String.valueOf(failures),
          String.valueOf(fromAddress),
          address.getHostAddress(),
          String.valueOf(atAccount),
          Tally.escape(account));
    }
  }
}
