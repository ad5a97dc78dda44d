package org.pop3ra.maildrop.service;

import static java.util.Objects.requireNonNull;

import jakarta.ejb.EJBException;
import java.sql.SQLException;

/** Transactions of the container; what it throws when a commit fails becomes one exception. */
public final class ContainerTransactions implements Transactions {
  private final RequiredTransaction transaction;

  public ContainerTransactions(RequiredTransaction transaction) {
    this.transaction = requireNonNull(transaction, "transaction is null");
  }

  @Override
  public <T, E extends Exception> T call(Work<T, E> work) throws SQLException, E {
    try {
      return transaction.call(work);
    } catch (EJBException e) {
      throw new UnknownOutcomeException(e);
    }
  }
}
