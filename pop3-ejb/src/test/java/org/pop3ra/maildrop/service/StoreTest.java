package org.pop3ra.maildrop.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class StoreTest {

  /** Who asks before there is a database is told so by the database, and not that we have a bug. */
  @Test
  void beforeTheSchemaIsInPlaceNothingIsCalledDurable() {
    Durability.Commits commits = new Store().durability().begin();

    assertThatThrownBy(commits::await).isInstanceOf(SQLException.class);
  }

  @Test
  void theSchemaIsNotInPlaceBeforeItWasBroughtThere() {
    assertThat(new Store().inPlace()).isFalse();
  }
}
