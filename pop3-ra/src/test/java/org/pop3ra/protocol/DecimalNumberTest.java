package org.pop3ra.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalNumberTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "007, 7",
    "2147483647, 2147483647",
    "2147483648, 2147483647",
    "99999999999999999999, 2147483647"
  })
  void digits(String digits, int value) throws Rejection {
    assertThat(DecimalNumber.parse(digits)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "+1", "1x", "x", "1.0", "0x1", "١"})
  void anythingElse(String text) {
    assertThatThrownBy(() -> DecimalNumber.parse(text))
        .isInstanceOfSatisfying(Rejection.class, e -> assertThat(e.isBad()).isTrue());
  }

  @Property
  void everyNumberIsRead(@ForAll @IntRange(max = Integer.MAX_VALUE) int number) throws Rejection {
    assertThat(DecimalNumber.parse(Integer.toString(number))).isEqualTo(number);
  }
}
