package org.pop3ra.maildrop.service;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;
import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import java.util.List;
import java.util.function.LongSupplier;
import org.pop3ra.maildrop.domain.StoredUpload;
import org.pop3ra.maildrop.persistence.Product;
import org.pop3ra.maildrop.persistence.SqlFailure;
import org.pop3ra.spi.Delivery;
import org.pop3ra.spi.DeliveryException;
import org.pop3ra.spi.DeliveryStatus;
import org.pop3ra.spi.Route;
import org.pop3ra.spi.Upload;

/**
 * What an LMTP session asks of the store. Called outside transactions, from any number of threads;
 * {@code STORED} means committed and durable. Says what went wrong in the spi's words, and tells
 * the log of it once.
 */
public final class Deliveries {
  private static final System.Logger LOGGER = System.getLogger(Deliveries.class.getName());

  private final Routing routing;
  private final Uploading uploading;
  private final Delivering delivering;
  private final Durability durability;
  private final FailureLog failures;

  Deliveries(
      Transactions transactions, Product product, Durability durability, LongSupplier nanoTime) {
    this.failures = new FailureLog(LOGGER, nanoTime);
    this.routing = new Routing(transactions);
    this.uploading = new Uploading(transactions, product);
    this.delivering = new Delivering(transactions, this::status);
    this.durability = requireNonNull(durability, "durability is null");
  }

  /** Finds the maildrop of a recipient. */
  public Route route(String address, long declaredOctets) throws DeliveryException {
    try {
      return routing.route(address, declaredOctets);
    } catch (SQLException | UnknownOutcomeException e) {
      throw failed(e);
    }
  }

  /** Starts a large message. */
  public Upload begin() throws DeliveryException {
    try {
      return uploading.begin();
    } catch (SQLException | UnknownOutcomeException e) {
      throw failed(e);
    }
  }

  /** Appends to a large message. */
  public void append(Upload upload, byte[] chunk) throws DeliveryException {
    try {
      uploading.append((StoredUpload) upload, chunk);
    } catch (SQLException | UnknownOutcomeException e) {
      throw failed(e);
    }
  }

  /** Delivers to all recipients; a status for each. */
  public List<DeliveryStatus> deliver(Delivery delivery) throws DeliveryException {
    Durability.Commits commits = durability.begin();
    List<DeliveryStatus> statuses = delivering.deliver(delivery);
    if (statuses.contains(DeliveryStatus.STORED)) {
      harden(commits);
    }
    return statuses;
  }

  private void harden(Durability.Commits commits) throws DeliveryException {
    try {
      commits.await();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private DeliveryException failed(Exception e) {
    return new DeliveryException(status(e), OneLine.of(e));
  }

  /** What a failure means to the sender: unless the disk is full, to try again. */
  private DeliveryStatus status(Exception e) {
    SqlFailure failure =
        e instanceof SQLException sql ? SqlFailure.of(sql) : SqlFailure.UNAVAILABLE;
    if (failure == SqlFailure.BUG) {
      failures.logTrace(ERROR, "delivery failed", e);
    } else {
      failures.log(WARNING, "delivery failed", e);
    }
    return failure == SqlFailure.FULL ? DeliveryStatus.STORE_FULL : DeliveryStatus.TEMPORARY;
  }
}
