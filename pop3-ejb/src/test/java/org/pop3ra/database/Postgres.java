package org.pop3ra.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.ds.PGConnectionPoolDataSource;

/**
 * One PostgreSQL for all tests of this process, as durable as in production; it is stopped with the
 * process. Each test gets a database of its own in it.
 */
final class Postgres {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private Postgres() {}

  /** Started by the first who asks. */
  private static final class Server {
    static final EmbeddedPostgres INSTANCE = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static PGConnectionPoolDataSource create() throws SQLException {
    String name = "test" + DATABASES.incrementAndGet();
    try (Connection connection = Server.INSTANCE.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    PGConnectionPoolDataSource created = new PGConnectionPoolDataSource();
    created.setServerNames(new String[] {"127.0.0.1"});
    created.setPortNumbers(new int[] {Server.INSTANCE.getPort()});
    created.setUser("postgres");
    created.setDatabaseName(name);
    return created;
  }
}
