package org.pop3ra.server;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What our environment variables mean for Payara where its expressions do not read them. */
record PayaraEnvironment(Environment environment) {

  private static final int POOL = 40;
  private static final int SMALLEST_POOL = 4;
  private static final int BEANS = 64;

  PayaraEnvironment {
    requireNonNull(environment, "environment is null");
  }

  int httpPort() throws LaunchException {
    return environment.port("POP3_HTTP_PORT", 8080);
  }

  int managementPort() throws LaunchException {
    return environment.port("POP3_MANAGEMENT_PORT", 9990);
  }

  String httpAddress() {
    return environment.value("POP3_BIND").orElse("127.0.0.1");
  }

  /** For asadmin, after the script. */
  List<String> commands() throws LaunchException {
    int pool = environment.number("POP3_DB_POOL", POOL, SMALLEST_POOL);
    int beans = environment.number("POP3_MDB_POOL", BEANS, 1);
    return List.of(
        "set resources.jdbc-connection-pool.pop3.max-pool-size=" + pool,
        "set configs.config.server-config.mdb-container.max-pool-size=" + beans);
  }

  /** Variables that only the script for Payara knows. */
  Map<String, String> added() {
    Map<String, String> added = new HashMap<>();
    if (environment.value("POP3_DB_DRIVER").filter("postgresql"::equals).isPresent()) {
      added.put("POP3_DB_DRIVER_CLASS", "org.postgresql.Driver");
    } else if (environment.value("POP3_DB_URL").isEmpty()) {
      environment
          .value("POP3_DATA_DIR")
          .ifPresent(
              data ->
                  added.put(
                      "POP3_DB_URL",
                      "jdbc:h2:file:"
                          + data
                          + "/pop3;WRITE_DELAY=500;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0"));
    }
    return added;
  }
}
