package org.pop3ra.maildrop.service;

import static jakarta.ejb.ConcurrencyManagementType.BEAN;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.io.Serializable;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.pop3ra.maildrop.persistence.LockTimeout;
import org.pop3ra.maildrop.persistence.Pop3DataSource;
import org.pop3ra.maildrop.persistence.Product;
import org.pop3ra.maildrop.persistence.Schema;

/**
 * Puts the store together, and drives what happens by itself: the migration, the heartbeat, the
 * flush of releases, the sweep. A database that is away delays all of it and breaks none.
 *
 * <p>Timers are armed anew after each run, so that a slow run never meets the next. A server that
 * is suspended drops those that fire meanwhile; so {@link #ready}, which is asked before anything
 * is accepted, starts a new generation, and what is left of the old ones does nothing.
 */
@Singleton
@Startup
@ConcurrencyManagement(BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
// Its good-bye is a transaction: that bean must outlive this one.
@DependsOn("RequiredTransaction")
public class Store {
  private static final System.Logger LOGGER = System.getLogger(Store.class.getName());
  private static final long TIMERS_LOST_NANOS = TimeUnit.SECONDS.toNanos(15);

  /** What happens by itself, and how long after it happened last. */
  private enum Duty {
    HEARTBEAT(5_000),
    FLUSH(1_000),
    SWEEP(10_000);

    private final long millis;

    Duty(long millis) {
      this.millis = millis;
    }
  }

  /** What a timer is for. */
  private record Tick(Duty duty, long generation) implements Serializable {}

  @EJB private RequiredTransaction transaction;
  @Resource private TimerService timers;
  @Resource private SessionContext context;
  private final FailureLog failures = new FailureLog(LOGGER, System::nanoTime);
  private final Object arming = new Object();
  private volatile Services services;
  private volatile long lastRun;
  private long generation;

  @PostConstruct
  void start() {
    tryToBegin();
    startTimers();
  }

  private void startTimers() {
    synchronized (arming) {
      lastRun = System.nanoTime();
      generation++;
      for (Duty duty : Duty.values()) {
        arm(duty);
      }
    }
  }

  @PreDestroy
  void stop() {
    Services last = services;
    if (last != null) {
      last.stop();
    }
  }

  /** Whether the schema is in place and this node is alive among the others. */
  public boolean ready(Optional<String> nodeName) {
    Services present = services;
    if (present == null) {
      restartLostTimers();
      return false;
    }
    try {
      present.node().start(nodeName);
      startTimers();
      return true;
    } catch (SQLException | RuntimeException e) {
      failures.log(WARNING, "cannot begin", e);
      return false;
    }
  }

  private void restartLostTimers() {
    if (System.nanoTime() - lastRun > TIMERS_LOST_NANOS) {
      startTimers();
    }
  }

  /**
   * What the use cases are made of.
   *
   * @throws IllegalStateException before {@link #ready} said {@code true}
   */
  public Services services() {
    Services present = services;
    if (present == null) {
      throw new IllegalStateException("the schema is not in place yet");
    }
    return present;
  }

  /** Writes the releases that wait, in the container's time. */
  @Asynchronous
  public void flushReleases() {
    Services present = services;
    if (present != null) {
      present.releasing().flush();
    }
  }

  @Timeout
  void tick(Timer timer) {
    Tick tick = (Tick) timer.getInfo();
    if (isOld(tick)) {
      return;
    }
    try {
      run(tick.duty());
    } finally {
      rearm(tick);
    }
  }

  private void run(Duty duty) {
    try {
      switch (duty) {
        case HEARTBEAT -> heartbeat();
        case FLUSH -> flush();
        case SWEEP -> sweep();
      }
    } catch (SQLException | RuntimeException e) {
      failures.log(WARNING, duty.name().toLowerCase(Locale.ROOT), e);
    }
  }

  private boolean isOld(Tick tick) {
    synchronized (arming) {
      return tick.generation() != generation;
    }
  }

  /** Not if other timers took over during the run: or there would be two for the same. */
  private void rearm(Tick tick) {
    synchronized (arming) {
      if (tick.generation() == generation) {
        lastRun = System.nanoTime();
        arm(tick.duty());
      }
    }
  }

  private void arm(Duty duty) {
    Tick tick = new Tick(duty, generation);
    timers.createSingleActionTimer(duty.millis, new TimerConfig(tick, false));
  }

  private void heartbeat() throws SQLException {
    Services present = services;
    if (present == null) {
      tryToBegin();
    } else {
      present.node().beat();
    }
  }

  /** By a timer of its own: a release that waits for a row must not delay the heartbeat. */
  private void flush() {
    Services present = services;
    if (present != null) {
      present.releasing().flushUnlessBusy();
    }
  }

  private void sweep() {
    Services present = services;
    if (present != null) {
      present.sweeping().run();
    }
  }

  /** Once: what runs already has leases in it. */
  private synchronized void tryToBegin() {
    if (services != null) {
      return;
    }
    try {
      DataSource dataSource = Pop3DataSource.lookup();
      new Schema(dataSource).migrate();
      services = assemble(dataSource);
      warnOfEndlessWaits(dataSource);
    } catch (SQLException | NamingException | RuntimeException e) {
      failures.log(WARNING, "cannot bring the schema up to date, trying again", e);
    }
  }

  private void warnOfEndlessWaits(DataSource dataSource) throws SQLException {
    if (LockTimeout.isMissing(dataSource)) {
      LOGGER.log(
          WARNING,
          "the database lets transactions wait for each other without limit:"
              + " add options=-c%20lock_timeout=5s to the parameters of its URL");
    }
  }

  private Services assemble(DataSource dataSource) throws SQLException {
    Product product = Product.of(dataSource);
    Store self = context.getBusinessObject(Store.class);
    return Services.of(
        new ContainerTransactions(transaction),
        product,
        product == Product.H2 ? GroupCheckpoint.of(dataSource) : Durability.BY_COMMIT,
        System::nanoTime,
        self::flushReleases);
  }
}
