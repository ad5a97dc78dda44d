package org.pop3ra.maildrop.service;

import java.util.function.LongSupplier;
import org.pop3ra.maildrop.persistence.Product;

/** The use cases, put together for one database. */
public record Services(
    Node node,
    Releasing releasing,
    Maildrops maildrops,
    Deliveries deliveries,
    Sweeping sweeping,
    Durability durability) {
  private static final System.Logger LOGGER = System.getLogger(Services.class.getName());

  /**
   * Puts them together.
   *
   * @param once runs work in a transaction
   * @param reads runs work that only reads
   * @param flushSoon has {@link Releasing#flush} called in another thread
   */
  public static Services of(
      Transactions once,
      Transactions reads,
      Product product,
      Durability durability,
      LongSupplier nanoTime,
      Runnable flushSoon) {
    Transactions transactions = new RetryingTransactions(once);
    Node node = new Node(transactions, product, nanoTime);
    Releasing releasing = new Releasing(transactions, flushSoon, nanoTime);
    return new Services(
        node,
        releasing,
        new Maildrops(
            transactions, new RetryingTransactions(reads), node, releasing, durability, nanoTime),
        new Deliveries(transactions, product, durability, nanoTime),
        new Sweeping(transactions, nanoTime),
        durability);
  }

  /** Releases what waits, and ends this node's incarnation: other nodes need not wait. */
  public void stop() {
    try {
      releasing.flush();
      node.stop();
    } catch (java.sql.SQLException | UnknownOutcomeException e) {
      LOGGER.log(System.Logger.Level.WARNING, "cannot say good-bye: {0}", OneLine.of(e));
    } catch (RuntimeException e) {
      // The container's way to say that it is half gone. A destroy that throws keeps its class
      // loader; what was not said is over when the heartbeat is.
      LOGGER.log(System.Logger.Level.WARNING, "cannot say good-bye: {0}", e.toString());
    }
  }
}
