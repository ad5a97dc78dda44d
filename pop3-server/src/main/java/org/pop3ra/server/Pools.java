package org.pop3ra.server;

import org.pop3ra.connector.PropertyCheck;

/**
 * The server's pools, each of which every worker of the adapter may need at the same time: with
 * fewer, workers would wait for them, and sessions see errors.
 */
final class Pools {

  /** Connections that administration and upkeep need beside the workers. */
  private static final int SPARE_CONNECTIONS = 2;

  private Pools() {}

  static void check(Environment environment) throws LaunchException {
    int workers = environment.number("POP3_WORKERS", 0, 0);
    if (workers == 0) {
      workers = PropertyCheck.workersByDefault();
    }
    check(environment, "POP3_DB_POOL", 40, workers + SPARE_CONNECTIONS);
    check(environment, "POP3_MDB_POOL", 64, workers);
    check(environment, "POP3_WORK_THREADS", 64, workers);
  }

  private static void check(Environment environment, String variable, int otherwise, int least)
      throws LaunchException {
    int size = environment.number(variable, otherwise, 1);
    if (size < least) {
      throw environment.refused(
          variable, Integer.toString(size), "at least " + least + ", for the number of workers");
    }
  }
}
