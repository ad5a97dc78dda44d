package org.pop3ra.account.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
  private static final Argon2Parameters CHEAP = new Argon2Parameters(64, 1, 1);

  /** From test.c of the reference implementation, version 0x13, argon2id. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "password $argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "password $argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
        "password $argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "differentpassword $argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$C4TWUs9rDEvq7w3+J4umqA32aWKB1+DSiRuBfYxFj94",
        "password $argon2id$v=19$m=65536,t=2,p=1$ZGlmZnNhbHQ$vfMrBczELrFdWP0ZsfhWsRPaHppYdP3MVEMIVlqoFBw",
      })
  void knownVectors(String password, String phc) {
    PasswordHash hash = PasswordHash.parse(phc);

    assertThat(hash.verifies(octets(password))).isTrue();
    assertThat(hash.verifies(octets(password + "x"))).isFalse();
    assertThat(hash.format()).isEqualTo(phc);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "{ARGON2ID}$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=16$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$t=2,m=256,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=0256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=-256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=7,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=65537,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=9999999999,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=0,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=17,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2,p=0$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2,p=5$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$",
        "$argon2id$v=19$m=256,t=2,p=1$$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ=$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/5",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR_uIPnA4rEsF5h7TKyQwu9U1bMCHGi_4",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4$",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4\n",
        " $argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
      })
  void anythingElseIsRefusedWithoutRepeatingIt(String phc) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PasswordHash.parse(phc))
        .withMessageNotContaining("c29tZXNhbHQ");
  }

  @Test
  void aNewHashVerifiesItsPasswordAfterARoundTrip() {
    PasswordHash hash = PasswordHash.of(octets("pässword "), CHEAP);
    PasswordHash stored = PasswordHash.parse(hash.format());

    assertThat(stored.verifies(octets("pässword "))).isTrue();
    assertThat(stored.verifies(octets("pässword"))).isFalse();
    assertThat(stored.parameters()).isEqualTo(CHEAP);
  }

  @Test
  void theLanguageOfTheServerDoesNotMatter() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("fa-IR-u-nu-arabext"));
      PasswordHash hash = PasswordHash.of(new byte[] {1}, new Argon2Parameters(8, 1, 1));
      assertThat(hash.format()).startsWith("$argon2id$v=19$m=8,t=1,p=1$");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void onePasswordHasManyHashes() {
    String one = PasswordHash.of(octets("secret"), CHEAP).format();
    String another = PasswordHash.of(octets("secret"), CHEAP).format();

    assertThat(one).isNotEqualTo(another);
  }

  @Test
  void theParametersOfTodayAreThoseOfTheStandardAndFitTheColumn() {
    String phc = PasswordHash.of(octets("secret"), Argon2Parameters.CURRENT).format();

    assertThat(phc).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").hasSizeLessThan(200);
  }

  @Test
  void isNeverPrinted() {
    assertThat(PasswordHash.of(octets("secret"), CHEAP)).hasToString("PasswordHash");
  }

  @Test
  void lessMemoryOrFewerPassesAreWeaker() {
    Argon2Parameters current = Argon2Parameters.CURRENT;

    assertThat(new Argon2Parameters(19455, 2, 1).weakerThan(current)).isTrue();
    assertThat(new Argon2Parameters(19456, 1, 1).weakerThan(current)).isTrue();
    assertThat(current.weakerThan(current)).isFalse();
    assertThat(new Argon2Parameters(20000, 3, 1).weakerThan(current)).isFalse();
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
