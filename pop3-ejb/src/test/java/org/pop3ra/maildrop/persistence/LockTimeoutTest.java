package org.pop3ra.maildrop.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pop3ra.database.Kind;
import org.pop3ra.database.TestDatabase;

class LockTimeoutTest {

  @ParameterizedTest
  @EnumSource
  void onlyPostgresqlComesWithoutALimit(Kind kind) throws Exception {
    try (TestDatabase database = TestDatabase.create(kind)) {
      assertThat(LockTimeout.isMissing(database.dataSource())).isEqualTo(kind == Kind.POSTGRESQL);
    }
  }
}
