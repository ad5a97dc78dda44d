package org.pop3ra.maildrop.service;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;
import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.pop3ra.maildrop.domain.Incarnation;
import org.pop3ra.maildrop.persistence.HeartbeatTable;
import org.pop3ra.maildrop.persistence.Product;

/**
 * This node among the others: its incarnation, kept alive by a heartbeat every few seconds. When
 * one is over, all its leases are, and the node begins another. Thread-safe.
 */
public final class Node {
  private static final System.Logger LOGGER = System.getLogger(Node.class.getName());

  private final Transactions transactions;
  private final Product product;
  private final LongSupplier nanoTime;
  private Optional<String> name = Optional.empty();
  private boolean begun;
  private volatile Incarnation incarnation;

  public Node(Transactions transactions, Product product, LongSupplier nanoTime) {
    this.transactions = requireNonNull(transactions, "transactions is null");
    this.product = requireNonNull(product, "product is null");
    this.nanoTime = requireNonNull(nanoTime, "nanoTime is null");
    this.incarnation = over();
  }

  /** The present one; perhaps over, until the next heartbeat. */
  public Incarnation incarnation() {
    return incarnation;
  }

  /**
   * Begins the first incarnation, or another one if the last is over. A name frees what a
   * predecessor of that name still holds.
   */
  public synchronized void start(Optional<String> nodeName) throws SQLException {
    boolean renamed = nodeName.isPresent() && !nodeName.equals(name);
    if (renamed || !incarnation.current()) {
      name = nodeName.or(() -> name);
      begin();
    }
  }

  /**
   * Sends a heartbeat. If the database is out of reach the incarnation lives on to its deadline; if
   * the database does not know it any more, it is over at once.
   */
  public synchronized void beat() throws SQLException {
    if (!begun) {
      return;
    }
    if (incarnation.current()) {
      renew();
    }
    if (!incarnation.current()) {
      LOGGER.log(WARNING, "incarnation {0} is over: all its leases are lost", incarnation.id());
      begin();
    }
  }

  /** Ends the incarnation here and in the database: other nodes need not wait for it. */
  public synchronized void stop() throws SQLException {
    UUID last = incarnation.id();
    incarnation.end();
    if (begun) {
      begun = false;
      transactions.call(
          connection -> {
            new HeartbeatTable(connection).delete(last);
            return null;
          });
    }
  }

  private void renew() throws SQLException {
    long sent = nanoTime.getAsLong();
    UUID id = incarnation.id();
    if (transactions.call(connection -> new HeartbeatTable(connection).renew(id))) {
      incarnation.renewed(sent);
    } else {
      incarnation.end();
    }
  }

  private void begin() throws SQLException {
    incarnation.end();
    Incarnation next = new Incarnation(UUID.randomUUID(), nanoTime, nanoTime.getAsLong());
    transactions.call(
        connection -> {
          enter(new HeartbeatTable(connection), next.id());
          return null;
        });
    begun = true;
    incarnation = next;
    LOGGER.log(INFO, "incarnation {0} begins", next.id());
  }

  private void enter(HeartbeatTable heartbeats, UUID id) throws SQLException {
    heartbeats.delete(incarnation.id());
    if (name.isPresent()) {
      heartbeats.deleteNode(name.get());
    }
    if (!begun && product == Product.H2) {
      // The file is locked: whoever held leases in it is gone.
      heartbeats.deleteAll();
    }
    heartbeats.insert(id, name.orElse(null));
  }

  private Incarnation over() {
    Incarnation none = new Incarnation(new UUID(0, 0), nanoTime, nanoTime.getAsLong());
    none.end();
    return none;
  }
}
