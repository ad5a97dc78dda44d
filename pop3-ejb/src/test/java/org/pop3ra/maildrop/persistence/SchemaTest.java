package org.pop3ra.maildrop.persistence;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pop3ra.database.Kind;
import org.pop3ra.database.TestDatabase;

class SchemaTest {

  @ParameterizedTest
  @EnumSource
  void bringsAnEmptyDatabaseUpToDateAndLeavesAnUpToDateOneAlone(Kind kind) {
    try (TestDatabase database = TestDatabase.create(kind)) {
      assertThatCode(() -> new Schema(database.dataSource()).migrate()).doesNotThrowAnyException();
    }
  }
}
