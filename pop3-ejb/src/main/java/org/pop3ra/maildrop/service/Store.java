package org.pop3ra.maildrop.service;

import static jakarta.ejb.ConcurrencyManagementType.BEAN;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.pop3ra.maildrop.persistence.LockTimeout;
import org.pop3ra.maildrop.persistence.Pop3DataSource;
import org.pop3ra.maildrop.persistence.Product;
import org.pop3ra.maildrop.persistence.Schema;
import org.pop3ra.spi.Reception;

/**
 * Puts the store together, and drives what happens by itself: the migration, the heartbeat, the
 * flush of releases, the sweep. A database that is away delays all of it and breaks none.
 */
@Singleton
@Startup
@ConcurrencyManagement(BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
// Its good-bye is a transaction: that bean must outlive this one.
@DependsOn("RequiredTransaction")
public class Store {
  private static final System.Logger LOGGER = System.getLogger(Store.class.getName());

  /**
   * For so long releases gather before they are written. Nobody waits for one but a login of
   * another node, which asks again; a transaction for each of them is a tenth of what a poll costs.
   */
  private static final Duration GATHERING = Duration.ofMillis(10);

  /** One for each duty, and two for flushes that were asked for: one may wait for the other. */
  private static final int THREADS = Upkeep.Duty.values().length + 2;

  private static final Durability NOT_YET =
      () ->
          () -> {
            throw new SQLException("nothing is known of the database yet");
          };

  @EJB private RequiredTransaction transaction;
  @Resource private ManagedThreadFactory threads;
  private final Map<String, Reception> receptions = new ConcurrentHashMap<>();
  private final FailureLog failures = new FailureLog(LOGGER, System::nanoTime);
  private final Beginning beginning = new Beginning(this::begin, failures);
  private Background background;

  @PostConstruct
  void start() {
    background = new Background(THREADS, threads);
    beginning.tryToBegin();
    new Upkeep(background::after, this::run, failures).begin();
  }

  /** Payara ends singletons before endpoints: what is still under way there needs this one. */
  @PreDestroy
  void stop() {
    receptions.values().forEach(Reception::close);
    // It may have much to do, which the next one does as well.
    beginning.services().ifPresent(services -> services.sweeping().stop());
    background.close();
    beginning.services().ifPresent(Services::stop);
  }

  /** Whether the schema is in place and this node is alive among the others. */
  public boolean ready(Optional<String> nodeName) {
    Optional<Services> present = beginning.services();
    if (present.isEmpty()) {
      return false;
    }
    try {
      present.get().node().start(nodeName);
      return true;
    } catch (SQLException | RuntimeException e) {
      failures.log(WARNING, "cannot begin", e);
      return false;
    }
  }

  /** Whether the schema is in place. */
  public boolean inPlace() {
    return beginning.services().isPresent();
  }

  /** Takes what ends the sessions of a protocol, in place of what it had of it before. */
  public void opening(String protocol, Reception reception) {
    receptions.put(protocol, reception);
  }

  /** What makes commits last; refuses to say so of those before the schema was in place. */
  public Durability durability() {
    return beginning.services().map(Services::durability).orElse(NOT_YET);
  }

  /**
   * What the use cases are made of.
   *
   * @throws IllegalStateException before {@link #ready} said {@code true}
   */
  public Services services() {
    return beginning
        .services()
        .orElseThrow(() -> new IllegalStateException("the schema is not in place yet"));
  }

  private void run(Upkeep.Duty duty) throws SQLException {
    Optional<Services> present = beginning.services();
    if (present.isPresent()) {
      run(duty, present.get());
    } else if (duty == Upkeep.Duty.HEARTBEAT) {
      beginning.tryToBegin();
    }
  }

  /** The flush has a turn of its own: a release that waits for a row must not delay the heart. */
  private static void run(Upkeep.Duty duty, Services services) throws SQLException {
    switch (duty) {
      case HEARTBEAT -> {
        try {
          // Before there can be sessions again that ask for it.
          services.durability().lookAgain();
        } finally {
          services.node().beat();
        }
      }
      case FLUSH -> services.releasing().flushUnlessBusy();
      case SWEEP -> services.sweeping().run();
    }
  }

  private Services begin() throws SQLException, NamingException {
    DataSource dataSource = Pop3DataSource.lookup();
    new Schema(dataSource).migrate();
    Services services = assemble(dataSource);
    warnOfEndlessWaits(dataSource);
    return services;
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
    return Services.of(
        new ContainerTransactions(transaction),
        new Autocommit(dataSource),
        product,
        product == Product.H2 ? GroupCheckpoint.of(dataSource) : Durability.BY_COMMIT,
        System::nanoTime,
        this::flushSoon);
  }

  private void flushSoon() {
    background.after(
        GATHERING, () -> beginning.services().ifPresent(services -> services.releasing().flush()));
  }
}
