package org.pop3ra.maildrop.persistence;

import static java.util.Objects.requireNonNull;

import org.eclipse.persistence.config.SessionCustomizer;
import org.eclipse.persistence.sessions.Session;

/**
 * Gives {@link PersistenceLog} to our own session. What the property for loggers names becomes the
 * log of all who share an EclipseLink, as the applications on Payara do, and would keep our classes
 * there when we are undeployed. Named in persistence.xml.
 */
@SuppressWarnings("removal") // Its successor is not in the EclipseLink 4.0.1 of Payara.
public final class SessionLogging implements SessionCustomizer {

  @Override
  public void customize(Session session) {
    requireNonNull(session, "session is null");
    PersistenceLog log = new PersistenceLog();
    log.setLevel(session.getSessionLog().getLevel());
    log.setShouldDisplayData(session.getSessionLog().shouldDisplayData());
    session.setSessionLog(log);
  }
}
