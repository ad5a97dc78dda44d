package org.pop3ra.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictBase64Test {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=",
        "==",
        "====",
        "A",
        "AA",
        "AAA",
        "AB==",
        "AAB=",
        "AA=A",
        "A A=",
        "AA==AA==",
        "AA-_",
        "AAAA\n",
        " AAAA",
        "AAAA=",
        "é"
      })
  void whatIsNotWellFormedIsRefused(String text) {
    assertThat(StrictBase64.decode(text)).isEmpty();
  }

  @Property
  void octetsComeBack(@ForAll byte[] octets) {
    assertThat(StrictBase64.decode(StrictBase64.encode(octets))).contains(octets);
  }

  @Property
  void oneTextForOneSequenceOfOctets(@ForAll String text) {
    StrictBase64.decode(text)
        .ifPresent(octets -> assertThat(StrictBase64.encode(octets)).isEqualTo(text));
  }
}
