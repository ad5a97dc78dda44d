package org.pop3ra.maildrop.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger.Level;
import java.sql.SQLException;
import org.eclipse.persistence.exceptions.DatabaseException;
import org.eclipse.persistence.logging.SessionLog;
import org.eclipse.persistence.logging.SessionLogEntry;
import org.junit.jupiter.api.Test;

class PersistenceLogTest {

  @Test
  void whatTheDatabaseRefusedIsNoWarning() {
    DatabaseException race = DatabaseException.sqlException(new SQLException("taken", "23505"));

    assertThat(PersistenceLog.level(entry(SessionLog.WARNING, race))).isEqualTo(Level.DEBUG);
  }

  @Test
  void allElseIsAsLoudAsItWas() {
    Exception bug = new IllegalStateException("a bug");

    assertThat(PersistenceLog.level(entry(SessionLog.WARNING, bug))).isEqualTo(Level.WARNING);
    assertThat(PersistenceLog.level(entry(SessionLog.SEVERE, bug))).isEqualTo(Level.ERROR);
    assertThat(PersistenceLog.level(entry(SessionLog.CONFIG, null))).isEqualTo(Level.INFO);
    assertThat(PersistenceLog.level(entry(SessionLog.FINEST, null))).isEqualTo(Level.DEBUG);
  }

  private static SessionLogEntry entry(int level, Throwable exception) {
    return new SessionLogEntry(level, "category", "session", "message", exception);
  }
}
