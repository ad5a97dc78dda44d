package org.pop3ra.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pop3ra.protocol.ForeignProtocol.Verdict;

class ForeignProtocolTest {

  private static Verdict verdict(String text, int fragment) {
    ForeignProtocol opening = new ForeignProtocol();
    byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
    Verdict verdict = Verdict.UNDECIDED;
    for (int at = 0; at < octets.length && verdict == Verdict.UNDECIDED; at += fragment) {
      ByteBuffer part = ByteBuffer.wrap(octets, at, Math.min(fragment, octets.length - at));
      verdict = opening.inspect(part);
      opening.passed(part.remaining());
    }
    return verdict;
  }

  @ParameterizedTest
  @CsvSource({
    "'GET / HTTP/1.1', FOREIGN",
    "'POST / HTTP/1.1', FOREIGN",
    "'OPTIONS * HTTP/1.1', FOREIGN",
    "'CONNECT a:1 HTTP/1.1', FOREIGN",
    "'PRI * HTTP/2.0', FOREIGN",
    "'\u0016\u0003\u0001', FOREIGN",
    "'\u0016\u0004', NATIVE",
    "'P', UNDECIDED",
    "'PASS x', NATIVE",
    "'GETTING', NATIVE",
    "'USER mrose', NATIVE",
    "'CAPA', NATIVE"
  })
  void theFirstOctetsDecide(String text, Verdict verdict) {
    for (int fragment : new int[] {100, 1, 2, 3, 7}) {
      assertThat(verdict(text, fragment)).as("by %d", fragment).isEqualTo(verdict);
    }
  }

  @Test
  void theHeaderOfABalancerIsNoEmptyLine() {
    for (int fragment = 1; fragment <= 12; fragment++) {
      assertThat(verdict("\r\n\r\n\0\r\nQUIT", fragment)).isEqualTo(Verdict.FOREIGN);
      assertThat(verdict("\r\n\r\n\0\r\nSTAT", fragment)).isEqualTo(Verdict.NATIVE);
    }
  }

  @Test
  void octetsThatAreSeenTwiceCountOnce() {
    ForeignProtocol opening = new ForeignProtocol();
    ByteBuffer input = ByteBuffer.wrap(new byte[] {'\r', '\n', '\r', '\n', 0, '\r', '\n'});

    while (input.hasRemaining()) {
      assertThat(opening.inspect(input)).isEqualTo(Verdict.UNDECIDED);
      input.get();
      opening.passed(1);
    }

    assertThat(opening.inspect(ByteBuffer.wrap(new byte[] {'Q'}))).isEqualTo(Verdict.FOREIGN);
  }

  @Test
  void whatBeganNativeStaysNative() {
    ForeignProtocol opening = new ForeignProtocol();

    assertThat(opening.inspect(ByteBuffer.wrap(new byte[] {'N'}))).isEqualTo(Verdict.NATIVE);
    assertThat(opening.inspect(ByteBuffer.wrap(new byte[] {0x16, 3}))).isEqualTo(Verdict.NATIVE);
  }
}
