package org.pop3ra.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private final Ledger ledger = new Ledger();

  @Test
  void whatWasAcknowledgedHasToBeThereOnce() {
    journal("SENDING 3 17", "DELIVERED 3 17");

    assertThat(ledger.violations(3, List.of(17L))).isEmpty();
    assertThat(ledger.violations(3, List.of())).containsExactly("17 is lost");
    assertThat(ledger.violations(3, List.of(17L, 17L))).containsExactly("17 is there 2 times");
  }

  @Test
  void aCopyOfAnotherAccountIsNoneOfThisOne() {
    journal("SENDING 3 17", "DELIVERED 3 17", "SENDING 4 17");

    assertThat(ledger.violations(4, List.of())).isEmpty();
    assertThat(ledger.violations(5, List.of(17L))).containsExactly("17 was never sent");
  }

  @Test
  void whatWasNotAcknowledgedMayBeThereOnce() {
    journal("SENDING 3 17");

    assertThat(ledger.violations(3, List.of())).isEmpty();
    assertThat(ledger.violations(3, List.of(17L))).isEmpty();
    assertThat(ledger.violations(3, List.of(17L, 17L))).hasSize(1);
  }

  @Test
  void whatWasDeletedMustNotComeBack() {
    journal("SENDING 3 17", "DELIVERED 3 17", "QUITTING 3 17", "DELETED 3 17");

    assertThat(ledger.violations(3, List.of())).isEmpty();
    assertThat(ledger.violations(3, List.of(17L))).containsExactly("17 is back");
  }

  @Test
  void anUnansweredQuitDeletedAllOrNone() {
    journal("SENDING 3 17 18 19", "DELIVERED 3 17 18 19", "QUITTING 3 17 18");

    assertThat(ledger.violations(3, List.of(17L, 18L, 19L))).isEmpty();
    assertThat(ledger.violations(3, List.of(19L))).isEmpty();
    assertThat(ledger.violations(3, List.of(18L, 19L))).containsExactly("QUIT deleted 1 of 2");
  }

  @Test
  void aDeleteMayBeAcknowledgedBeforeTheDelivery() {
    journal("SENDING 3 17", "QUITTING 3 17", "DELETED 3 17", "DELIVERED 3 17");

    assertThat(ledger.violations(3, List.of())).isEmpty();
    assertThat(ledger.violations(3, List.of(17L))).hasSize(1);
  }

  @Test
  void whatWasOpenIsSettledByLooking() {
    journal("SENDING 3 17 18", "DELIVERED 3 17", "QUITTING 3 17");
    assertThat(ledger.open(3)).containsExactlyInAnyOrder(17L, 18L);

    journal("FOUND 3 17", "MISSING 3 18");
    assertThat(ledger.open(3)).isEmpty();
    assertThat(ledger.violations(3, List.of(18L)))
        .containsExactlyInAnyOrder("17 is lost", "18 is back");
  }

  private void journal(String... lines) {
    Stream.of(lines).forEach(ledger::accept);
  }
}
