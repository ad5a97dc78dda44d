package org.pop3ra.maildrop.persistence;

import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Brings the tables up to date. Called outside any transaction: Flyway begins and ends its own, and
 * its lock makes nodes that start together wait for each other.
 */
public final class Schema {
  private static final int LOCK_RETRIES = 120;

  private final DataSource dataSource;

  public Schema(DataSource dataSource) {
    this.dataSource = requireNonNull(dataSource, "dataSource is null");
  }

  /**
   * Runs the migrations that this database has not seen, and sets what its plans are made by.
   *
   * @throws org.flywaydb.core.api.FlywayException if one fails, or the database is newer than this
   *     program
   */
  public void migrate() throws SQLException {
    PlansByIndex.establish(dataSource::getConnection);
    configuration(Product.of(dataSource)).load().migrate();
  }

  private FluentConfiguration configuration(Product product) {
    ClassLoader loader = Schema.class.getClassLoader();
    return Flyway.configure(loader)
        .dataSource(dataSource)
        .resourceProvider(new Migrations(loader, product))
        .locations(new String[0])
        .failOnMissingLocations(false)
        .placeholders(product.placeholders())
        .lockRetryCount(LOCK_RETRIES);
  }
}
