package org.pop3ra.maildrop.service;

import static jakarta.ejb.ConcurrencyManagementType.BEAN;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.ConcurrencyManagement;
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
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.pop3ra.maildrop.persistence.Pop3DataSource;
import org.pop3ra.maildrop.persistence.Product;
import org.pop3ra.maildrop.persistence.Schema;

/**
 * Puts the store together, and drives what happens by itself: the migration, the heartbeat, the
 * flush of releases, the sweep. A database that is away delays all of it and breaks none.
 *
 * <p>Timers are armed anew after each run, so that a slow run never meets the next. A server that
 * was suspended may have dropped them; then {@link #ready} starts others, and what is left of the
 * old ones does nothing.
 */
@Singleton
@Startup
@ConcurrencyManagement(BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class Store {
  private static final System.Logger LOGGER = System.getLogger(Store.class.getName());
  private static final long HEARTBEAT_MILLIS = 5_000;
  private static final long SWEEP_MILLIS = 10_000;
  private static final String HEARTBEAT = "heartbeat";
  private static final String SWEEP = "sweep";
  private static final long TIMERS_LOST_NANOS = TimeUnit.SECONDS.toNanos(15);

  @EJB private RequiredTransaction transaction;
  @Resource private TimerService timers;
  @Resource private SessionContext context;
  private final FailureLog failures = new FailureLog(LOGGER, System::nanoTime);
  private volatile Services services;
  private volatile long generation;
  private volatile long lastRun;

  @PostConstruct
  void start() {
    tryToBegin();
    startTimers();
  }

  private synchronized void startTimers() {
    lastRun = System.nanoTime();
    generation++;
    arm(HEARTBEAT, HEARTBEAT_MILLIS);
    arm(SWEEP, SWEEP_MILLIS);
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
    if (System.nanoTime() - lastRun > TIMERS_LOST_NANOS) {
      startTimers();
    }
    Services present = services;
    if (present == null) {
      return false;
    }
    try {
      present.node().start(nodeName);
      return true;
    } catch (SQLException | RuntimeException e) {
      failures.log(WARNING, "cannot begin", e);
      return false;
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
    lastRun = System.nanoTime();
    if (timer.getInfo().equals(info(HEARTBEAT))) {
      run(HEARTBEAT, HEARTBEAT_MILLIS, this::heartbeat);
    } else if (timer.getInfo().equals(info(SWEEP))) {
      run(SWEEP, SWEEP_MILLIS, this::sweep);
    }
  }

  private void run(String what, long again, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      failures.log(WARNING, what, e);
    } finally {
      lastRun = System.nanoTime();
      arm(what, again);
    }
  }

  private void arm(String what, long millis) {
    timers.createSingleActionTimer(millis, new TimerConfig(info(what), false));
  }

  private String info(String what) {
    return what + " " + generation;
  }

  private void heartbeat() {
    if (services == null) {
      tryToBegin();
      return;
    }
    try {
      services.node().beat();
    } catch (SQLException e) {
      failures.log(WARNING, HEARTBEAT, e);
    }
    services.releasing().flush();
  }

  private void sweep() {
    Services present = services;
    if (present != null) {
      present.sweeping().run();
    }
  }

  private void tryToBegin() {
    try {
      DataSource dataSource = Pop3DataSource.lookup();
      new Schema(dataSource).migrate();
      services = assemble(dataSource);
    } catch (SQLException | NamingException | RuntimeException e) {
      failures.log(WARNING, "cannot bring the schema up to date, trying again", e);
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
