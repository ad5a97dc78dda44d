package org.pop3ra.maildrop.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.pop3ra.database.Kind;
import org.pop3ra.database.TestDatabase;
import org.pop3ra.maildrop.domain.HeldLease;
import org.pop3ra.maildrop.domain.Incarnation;

class OutcomeTableTest {

  @Test
  void anOutcomeLeavesNoTimeoutOnTheConnection() throws Exception {
    Incarnation incarnation = new Incarnation(UUID.randomUUID(), () -> 0, 0);
    HeldLease lease = new HeldLease(1, UUID.randomUUID(), incarnation, unused -> {});
    try (TestDatabase database = TestDatabase.create(Kind.H2);
        Connection connection = database.dataSource().getConnection();
        Statement next = connection.createStatement()) {
      new OutcomeTable(connection).insert(lease, false);

      assertThat(next.getQueryTimeout()).isZero();
    }
  }
}
