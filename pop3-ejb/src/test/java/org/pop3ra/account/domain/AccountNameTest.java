package org.pop3ra.account.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountNameTest {

  @ParameterizedTest
  @CsvSource({
    "a,a",
    "Ann,ann",
    "ANN@Example.ORG,ann@example.org",
    "Änne,änne",
    "a+b_c.d-e%f,a+b_c.d-e%f"
  })
  void isFolded(String written, String folded) throws Exception {
    assertThat(AccountName.of(written).folded()).isEqualTo(folded);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        " a",
        "a ",
        "a b",
        "a\tb",
        "a\u0000",
        "a\u007f",
        "a\u0085",
        "a\u00a0b",
        "a\u200bb",
        "a\u202eb",
        "a\u2028b",
        "a/b",
        "a\\b",
        "ann;old",
        "@",
        "@example.org",
        ".",
        "..",
        "\ud800",
        "a\ufffd",
        "a\ue000"
      })
  void nobodyIsCalled(String name) {
    assertThatThrownBy(() -> AccountName.of(name))
        .isInstanceOfSatisfying(
            AccountException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(AccountException.Reason.INVALID);
              assertThat(e.field()).isEqualTo("name");
              assertThat(e.getMessage()).startsWith("must ");
            });
  }

  @Test
  void fitsIntoUser() throws Exception {
    assertThat(AccountName.of("a".repeat(248)).folded()).hasSize(248);
    assertThat(AccountName.of("ä".repeat(124)).folded()).hasSize(124);
    assertThatThrownBy(() -> AccountName.of("a".repeat(249))).hasMessageContaining("248");
    assertThatThrownBy(() -> AccountName.of("ä".repeat(125))).hasMessageContaining("248");
  }

  @Test
  void isMeasuredAfterFolding() {
    // The capital I with a dot becomes two characters of three octets.
    assertThatThrownBy(() -> AccountName.of("\u0130".repeat(83))).hasMessageContaining("248");
  }
}
