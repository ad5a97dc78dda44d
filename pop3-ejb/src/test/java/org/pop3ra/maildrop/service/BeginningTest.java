package org.pop3ra.maildrop.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import javax.naming.NameNotFoundException;
import org.junit.jupiter.api.Test;
import org.pop3ra.maildrop.persistence.Product;

class BeginningTest {

  private final Failures failures = new Failures();
  private int attempts;
  private final Beginning beginning =
      new Beginning(this::begin, new FailureLog(System.getLogger("test"), System::nanoTime));

  private Services begin() throws SQLException, NameNotFoundException {
    attempts++;
    failures.throwNext(SQLException.class, NameNotFoundException.class);
    return Services.of(
        new FailingTransactions(),
        new FailingTransactions(),
        Product.H2,
        Durability.BY_COMMIT,
        System::nanoTime,
        () -> {});
  }

  @Test
  void nothingHasBegunBeforeItWasTried() {
    assertThat(beginning.services()).isEmpty();
  }

  @Test
  void whateverKeepsItFromBeginningItIsTriedAgain() {
    failures.add(
        List.of(
            new NameNotFoundException("no data source"),
            new SQLException("away", "08001"),
            new IllegalStateException("a migration failed")));

    for (int i = 0; i < 3; i++) {
      beginning.tryToBegin();
      assertThat(beginning.services()).isEmpty();
    }
    beginning.tryToBegin();

    assertThat(beginning.services()).isPresent();
    assertThat(attempts).isEqualTo(4);
  }

  @Test
  void whatRunsIsNotReplaced() {
    beginning.tryToBegin();
    Services first = beginning.services().orElseThrow();

    beginning.tryToBegin();

    assertThat(beginning.services()).containsSame(first);
    assertThat(attempts).isOne();
  }
}
