package org.pop3ra.deployed;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;

/** A PostgreSQL of a test's own, as durable as in production. */
final class Postgres implements AutoCloseable {

  private final EmbeddedPostgres server;

  private Postgres(EmbeddedPostgres server) {
    this.server = server;
  }

  static Postgres start() throws IOException, SQLException {
    Postgres postgres =
        new Postgres(
            EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start());
    Database maintenance = postgres.database("postgres");
    maintenance.execute("create database pop3");
    return postgres;
  }

  Database database() {
    return database("pop3");
  }

  private Database database(String name) {
    return new Database(
        "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + name, "postgres", "postgres");
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
