package org.pop3ra.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyEncoderTest {

  private static String encode(Reply reply) {
    return new String(ReplyEncoder.encode(reply), StandardCharsets.ISO_8859_1);
  }

  @Test
  void firstLines() {
    assertThat(encode(Reply.ok(Text.BYE))).isEqualTo("+OK bye\r\n");
    assertThat(encode(new Reply.Facts("2 320"))).isEqualTo("+OK 2 320\r\n");
    assertThat(encode(Reply.err(Text.EMPTY_LINE))).isEqualTo("-ERR empty line\r\n");
    assertThat(encode(Reply.err(ResponseCode.SYS_TEMP, Text.TRY_LATER)))
        .isEqualTo("-ERR [SYS/TEMP] cannot do this now, try again later\r\n");
  }

  @Test
  void linesAreStuffedAndTerminated() {
    assertThat(encode(new Reply.Lines(Text.FOLLOWS, List.of("a", ".", ".b", ""))))
        .isEqualTo("+OK follows\r\na\r\n..\r\n..b\r\n\r\n.\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\n+OK", "\0", "\t", "ü", "\u007f"})
  void nothingButPrintableAscii(String facts) {
    assertThatThrownBy(() -> encode(new Reply.Facts(facts)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLineHas512OctetsAtMost() {
    assertThat(encode(new Reply.Facts("x".repeat(506)))).hasSize(512);
    assertThatThrownBy(() -> encode(new Reply.Facts("x".repeat(507))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> encode(new Reply.Lines(Text.FOLLOWS, List.of("x".repeat(511)))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource(Text.class)
  void textsArePrintableAndNoResponseCodes(Text text) {
    assertThat(encode(Reply.ok(text))).hasSizeLessThan(128);
    assertThat(text.english()).doesNotStartWith("[").doesNotContain("<");
  }

  @Test
  void numbersAreDecimal() {
    assertThat(new Octets(1).number(0).octet(' ').number(Long.MAX_VALUE).take())
        .asString(StandardCharsets.US_ASCII)
        .isEqualTo("0 9223372036854775807");
  }
}
