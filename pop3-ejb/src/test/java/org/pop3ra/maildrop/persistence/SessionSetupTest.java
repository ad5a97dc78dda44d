package org.pop3ra.maildrop.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.persistence.logging.AbstractSessionLog;
import org.eclipse.persistence.logging.SessionLog;
import org.eclipse.persistence.sessions.Session;
import org.junit.jupiter.api.Test;
import org.pop3ra.database.Kind;
import org.pop3ra.database.TestDatabase;

class SessionSetupTest {

  @Test
  void ourSessionLogsByOurClassAndNobodyElseDoes() {
    try (TestDatabase database = TestDatabase.create(Kind.H2)) {
      Session session = database.inTransaction(em -> em.unwrap(Session.class));

      assertThat(session.getSessionLog()).isInstanceOf(PersistenceLog.class);
      assertThat(session.getSessionLog().getLevel()).isEqualTo(SessionLog.INFO);
      assertThat(AbstractSessionLog.getLog().getClass().getName())
          .startsWith("org.eclipse.persistence.");
    }
  }

  /** Five seconds later it would be the same connection. */
  @Test
  void aQueryWhoseConnectionIsGoneIsNotRunAgain() {
    try (TestDatabase database = TestDatabase.create(Kind.H2)) {
      Session session = database.inTransaction(em -> em.unwrap(Session.class));

      assertThat(session.getLogin().getQueryRetryAttemptCount()).isZero();
    }
  }
}
