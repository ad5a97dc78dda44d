package org.pop3ra.maildrop.persistence;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.eclipse.persistence.exceptions.DatabaseException;
import org.eclipse.persistence.logging.AbstractSessionLog;
import org.eclipse.persistence.logging.SessionLogEntry;

/**
 * EclipseLink's log, less loud about what the database refused: that is thrown as well, and who
 * catches it knows whether it is a lost race, which is run again, or worth a word. EclipseLink's
 * own loggers warn of each, with a stack trace. {@link SessionSetup} gives it to our session.
 */
public final class PersistenceLog extends AbstractSessionLog {
  private static final Logger LOGGER = System.getLogger("org.eclipse.persistence");

  @Override
  public void log(SessionLogEntry entry) {
    if (shouldLog(entry.getLevel(), entry.getNameSpace())) {
      log(entry, level(entry));
    }
  }

  private void log(SessionLogEntry entry, Level level) {
    if (entry.hasException()) {
      LOGGER.log(level, () -> String.valueOf(entry.getMessage()), entry.getException());
    } else {
      LOGGER.log(level, () -> formatMessage(entry));
    }
  }

  static Level level(SessionLogEntry entry) {
    if (entry.getException() instanceof DatabaseException) {
      return Level.DEBUG;
    }
    return switch (entry.getLevel()) {
      case SEVERE -> Level.ERROR;
      case WARNING -> Level.WARNING;
      case INFO, CONFIG -> Level.INFO;
      default -> Level.DEBUG;
    };
  }
}
