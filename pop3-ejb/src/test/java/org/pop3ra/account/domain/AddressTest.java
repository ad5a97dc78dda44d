package org.pop3ra.account.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

  @ParameterizedTest
  @CsvSource({
    "Ann@Example.ORG,ann@example.org",
    "@Example.org,@example.org",
    "Postmaster,postmaster",
    "ann+news@example.org,ann+news@example.org",
    "a.b.c@localhost,a.b.c@localhost",
    "!#$%&'*+-/=?^_`{|}~@x--y.1,!#$%&'*+-/=?^_`{|}~@x--y.1",
    "Ärger@Bücher.example,ärger@bücher.example",
  })
  void isFolded(String written, String folded) throws Exception {
    assertThat(Address.of("address", written).folded()).isEqualTo(folded);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@",
        "ann",
        "postmasters",
        "postmaster@",
        "ann@",
        "ann@.org",
        "ann@example.",
        "ann@example..org",
        "ann@-example.org",
        "ann@example-.org",
        ".ann@example.org",
        "ann.@example.org",
        "a..b@example.org",
        "a b@example.org",
        "a@b@example.org",
        "\"a b\"@example.org",
        "ann@[127.0.0.1]",
        "<ann@example.org>",
        "ann@exam_ple.org",
        "a,b@example.org",
        "ann@example.org\r\n",
        "a\u0000@example.org"
      })
  void isNone(String address) {
    assertThatThrownBy(() -> Address.of("addresses[3]", address))
        .isInstanceOfSatisfying(
            AccountException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(AccountException.Reason.INVALID);
              assertThat(e.field()).isEqualTo("addresses[3]");
              assertThat(e.getMessage()).startsWith("must ");
            });
  }

  @Test
  void hasPartsOfBoundedLength() throws Exception {
    String domain = "a.".repeat(127) + "a";
    assertThat(Address.of("address", "a".repeat(64) + "@" + domain).folded()).hasSize(320);

    assertThatThrownBy(() -> Address.of("address", "a".repeat(65) + "@a.org"))
        .hasMessageContaining("64");
    assertThatThrownBy(() -> Address.of("address", "ä".repeat(33) + "@a.org"))
        .hasMessageContaining("64");
    assertThatThrownBy(() -> Address.of("address", "@" + domain + ".a"))
        .hasMessageContaining("domain");
  }
}
