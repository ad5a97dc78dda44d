package org.pop3ra.database;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.pop3ra.maildrop.persistence.Schema;

/**
 * A new database with our tables, and what a container would do around our beans: an EntityManager
 * and a transaction for each call. Used by any number of threads.
 */
public final class TestDatabase implements AutoCloseable {
  private static final int MAX_CONNECTIONS = 32;

  private final Kind kind;
  private final Path directory;
  private final JdbcConnectionPool pool;
  private final EntityManagerFactory factory;

  private TestDatabase(Kind kind, Path directory, ConnectionPoolDataSource source) {
    this.kind = kind;
    this.directory = directory;
    pool = JdbcConnectionPool.create(source);
    pool.setMaxConnections(MAX_CONNECTIONS);
    migrate();
    factory = Persistence.createEntityManagerFactory("pop3", unit());
  }

  public static TestDatabase create(Kind kind) {
    try {
      Path target = Files.createDirectories(Path.of("target")).toAbsolutePath();
      Path directory = Files.createTempDirectory(target, "database");
      return new TestDatabase(kind, directory, source(kind, directory));
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("cannot make a database", e);
    }
  }

  /** One without any table, to be disposed of. */
  public static JdbcConnectionPool empty(Kind kind) throws SQLException {
    return JdbcConnectionPool.create(
        switch (kind) {
          case H2 -> memory();
          case POSTGRESQL -> Postgres.create();
        });
  }

  private static JdbcDataSource memory() {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    source.setUser("sa");
    return source;
  }

  public Kind kind() {
    return kind;
  }

  public DataSource dataSource() {
    return pool;
  }

  /** Runs something in a transaction, which is rolled back if it throws. */
  public <T> T inTransaction(Function<EntityManager, T> work) {
    try (Unit unit = new Unit()) {
      T result = work.apply(unit.em);
      unit.commit();
      return result;
    }
  }

  /** The bean, with a transaction around each call: rolled back if it throws anything. */
  public <T> T bean(Class<T> type, Function<EntityManager, ? extends T> bean) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call(bean, method, arguments)));
  }

  @Override
  public void close() {
    factory.close();
    pool.dispose();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <T> Object call(
      Function<EntityManager, ? extends T> bean, Method method, Object[] arguments)
      throws Throwable {
    try (Unit unit = new Unit()) {
      Object result = method.invoke(bean.apply(unit.em), arguments);
      unit.commit();
      return result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static ConnectionPoolDataSource source(Kind kind, Path directory) throws SQLException {
    return switch (kind) {
      case H2 -> h2(directory);
      case POSTGRESQL -> Postgres.create();
    };
  }

  private static JdbcDataSource h2(Path directory) {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:file:" + directory.resolve("pop3") + ";WRITE_DELAY=500");
    source.setUser("sa");
    return source;
  }

  private void migrate() {
    try {
      new Schema(pool).migrate();
    } catch (SQLException e) {
      throw new IllegalStateException("cannot migrate", e);
    }
  }

  private Map<String, Object> unit() {
    return Map.of(
        "jakarta.persistence.transactionType",
        "RESOURCE_LOCAL",
        "jakarta.persistence.jtaDataSource",
        pool,
        "jakarta.persistence.nonJtaDataSource",
        pool,
        "eclipselink.target-server",
        "None",
        "eclipselink.session-name",
        UUID.randomUUID().toString());
  }

  /** One EntityManager with one transaction. */
  private final class Unit implements AutoCloseable {
    final EntityManager em = factory.createEntityManager();
    private final EntityTransaction transaction = em.getTransaction();

    Unit() {
      transaction.begin();
    }

    void commit() {
      transaction.commit();
    }

    @Override
    public void close() {
      if (transaction.isActive()) {
        transaction.rollback();
      }
      em.close();
    }
  }
}
