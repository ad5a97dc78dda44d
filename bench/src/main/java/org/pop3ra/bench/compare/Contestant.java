package org.pop3ra.bench.compare;

/** One side of the comparison. Used by one thread. */
interface Contestant extends AutoCloseable {

  /** Short, for the head of a column. */
  String name();

  /** Versions and configuration, one line for the report. */
  String description() throws InterruptedException;

  /**
   * The server for a row; started, and its accounts made, when it is first asked for.
   *
   * @throws BenchException it cannot be started
   */
  Server server(Row row) throws BenchException, InterruptedException;

  /** Stops what was started. */
  @Override
  void close();
}
