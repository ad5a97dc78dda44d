package org.pop3ra.maildrop.persistence;

import static java.util.Objects.requireNonNull;

import org.eclipse.persistence.config.SessionCustomizer;
import org.eclipse.persistence.sessions.Session;

/**
 * What no property of a persistence unit says. Named in persistence.xml.
 *
 * <p>A query whose connection is gone is not run again: EclipseLink would wait five seconds, and
 * then do it on the same connection, which belongs to the transaction.
 *
 * <p>Our own session has {@link PersistenceLog}. What the property for loggers names becomes the
 * log of all who share an EclipseLink, as the applications on Payara do, and would keep our classes
 * there when we are undeployed.
 */
@SuppressWarnings("removal") // Its successor is not in the EclipseLink 4.0.1 of Payara.
public final class SessionSetup implements SessionCustomizer {

  @Override
  public void customize(Session session) {
    requireNonNull(session, "session is null");
    PersistenceLog log = new PersistenceLog();
    log.setLevel(session.getSessionLog().getLevel());
    log.setShouldDisplayData(session.getSessionLog().shouldDisplayData());
    session.setSessionLog(log);
    session.getLogin().setQueryRetryAttemptCount(0);
  }
}
