package org.pop3ra.maildrop.service;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.pop3ra.maildrop.persistence.SqlFailure;

/**
 * Tells an administrator of failures, one line for each kind in half a minute: a database that is
 * away fails every session, and must not fill the log. Thread-safe.
 */
public final class FailureLog {
  private static final Duration SILENCE = Duration.ofSeconds(30);
  private static final String FULL = " -- the disk of the database is full: make room there";
  private static final String NO_SOCKET =
      " -- it is the local socket that socketFactoryArg names in the database's URL";

  private final System.Logger logger;
  private final LongSupplier nanoTime;
  private final ConcurrentMap<String, Kind> kinds = new ConcurrentHashMap<>();

  private static final class Kind {
    private long silentUntil;
    private final AtomicLong unsaid = new AtomicLong();
  }

  public FailureLog(System.Logger logger, LongSupplier nanoTime) {
    this.logger = requireNonNull(logger, "logger is null");
    this.nanoTime = requireNonNull(nanoTime, "nanoTime is null");
  }

  /**
   * Logs a failure, unless one of its kind was just logged.
   *
   * @param kind one of a few; also what the line begins with
   */
  public void log(System.Logger.Level level, String kind, Throwable failure) {
    log(level, kind, failure, false);
  }

  /** Logs a failure with its stack trace, by the same rule. */
  public void logTrace(System.Logger.Level level, String kind, Throwable failure) {
    log(level, kind, failure, true);
  }

  private void log(System.Logger.Level level, String kind, Throwable failure, boolean trace) {
    String advice = advice(failure);
    Kind known = kinds.computeIfAbsent(kind + advice, k -> new Kind());
    long unsaid = turn(known);
    if (unsaid < 0) {
      return;
    }
    String more = unsaid == 0 ? "" : ", and " + unsaid + " more";
    String line = kind + ": " + OneLine.of(failure) + more + advice;
    if (trace) {
      logger.log(level, line, OneLine.trace(failure));
    } else {
      logger.log(level, line);
    }
  }

  private static String advice(Throwable failure) {
    if (SqlFailure.in(failure).filter(SqlFailure.FULL::equals).isPresent()) {
      return FULL;
    }
    return lacksSocket(failure) ? NO_SOCKET : "";
  }

  /** By TCP there is no file, and what else a connection needs is read when the server starts. */
  private static boolean lacksSocket(Throwable failure) {
    return SqlFailure.state(failure).startsWith("08")
        && OneLine.of(failure).endsWith(": No such file or directory");
  }

  /** How many of the kind were kept silent before, or -1 if this one is to be, too. */
  private long turn(Kind kind) {
    synchronized (kind) {
      long now = nanoTime.getAsLong();
      if (kind.silentUntil != 0 && now - kind.silentUntil < 0) {
        kind.unsaid.incrementAndGet();
        return -1;
      }
      kind.silentUntil = now + SILENCE.toNanos();
      return kind.unsaid.getAndSet(0);
    }
  }
}
