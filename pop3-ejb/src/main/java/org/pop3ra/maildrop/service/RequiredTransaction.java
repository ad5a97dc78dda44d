package org.pop3ra.maildrop.service;

import static jakarta.ejb.ConcurrencyManagementType.BEAN;

import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.SQLException;
import org.pop3ra.maildrop.persistence.SqlFailure;

/**
 * The transaction that the container begins and commits around one call, on the connection of the
 * EntityManager.
 *
 * <p>Whatever the work throws leaves as a checked exception after the transaction was marked for
 * rollback: a runtime exception would be logged by the container with a stack trace, once for each
 * call while a database is away. A singleton that any number of threads enters, not a pooled bean:
 * the pool would be one more limit to wait at.
 */
@Singleton
@ConcurrencyManagement(BEAN)
public class RequiredTransaction {
  @PersistenceContext(unitName = "pop3")
  private EntityManager entities;

  @Resource private SessionContext context;

  /** See {@link Transactions#call}; a failed commit is the container's own exception. */
  @TransactionAttribute(TransactionAttributeType.REQUIRED)
  public <T, E extends Exception> T call(Transactions.Work<T, E> work) throws SQLException, E {
    boolean done = false;
    try {
      T result = work.in(connection());
      done = true;
      return result;
    } catch (RuntimeException e) {
      throw new BrokenWorkException(e);
    } finally {
      if (!done) {
        context.setRollbackOnly();
      }
    }
  }

  private Connection connection() throws SQLException {
    try {
      return entities.unwrap(Connection.class);
    } catch (RuntimeException e) {
      throw SqlFailure.noConnection(e);
    }
  }
}
