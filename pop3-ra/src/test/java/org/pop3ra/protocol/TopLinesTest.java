package org.pop3ra.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopLinesTest {
  private static final String HEADER = "A: 1\r\n\r\n";

  private static String top(String message, int headerOctets, int lines, int fragment) {
    TopLines top = new TopLines(headerOctets, lines);
    byte[] octets = message.getBytes(StandardCharsets.US_ASCII);
    StringBuilder wanted = new StringBuilder();
    int at = 0;
    while (at < octets.length && !top.isDone()) {
      int length = Math.min(Math.min(fragment, octets.length - at), top.mostWanted());
      byte[] part = Arrays.copyOfRange(octets, at, at + length);
      int taken = top.wanted(part, part.length);
      wanted.append(new String(part, 0, taken, StandardCharsets.US_ASCII));
      at += taken;
    }
    return wanted.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "0, ''",
    "1, 'a\\r\\n'",
    "2, 'a\\r\\n\\r\\n'",
    "3, 'a\\r\\n\\r\\nb\\r\\n'",
    "4, 'a\\r\\n\\r\\nb\\r\\n'",
    "2147483647, 'a\\r\\n\\r\\nb\\r\\n'"
  })
  void headerAndSoManyLines(int lines, String body) {
    String expected = HEADER + body.replace("\\r", "\r").replace("\\n", "\n");
    for (int fragment : new int[] {100, 1, 2, 3, 7}) {
      assertThat(top(HEADER + "a\r\n\r\nb\r\n", HEADER.length(), lines, fragment))
          .as("by %d", fragment)
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "9"})
  void aMessageWithoutAnEmptyLineIsAllHeader(int lines) {
    assertThat(top("a\r\nb\r\n", 6, lines, 100)).isEqualTo("a\r\nb\r\n");
  }
}
