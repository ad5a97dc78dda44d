package org.pop3ra.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pop3ra.protocol.LineFramer.Ends;
import org.pop3ra.protocol.LineFramer.Event;

class LineFramerTest {
  private static final int LIMIT = 10;
  private static final int MAX_DISCARDED = 30;

  private static List<String> frames(Ends ends, String text, int fragment) {
    LineFramer framer = new LineFramer(ends, MAX_DISCARDED);
    byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
    List<String> frames = new ArrayList<>();
    for (int from = 0; from < octets.length; from += fragment) {
      ByteBuffer input =
          ByteBuffer.wrap(octets, from, Math.min(fragment, octets.length - from)).slice();
      while (input.hasRemaining()) {
        Event event = framer.next(input, LIMIT);
        if (event == Event.FLOOD) {
          frames.add("FLOOD");
          return frames;
        }
        add(frames, framer, event);
      }
    }
    return frames;
  }

  private static void add(List<String> frames, LineFramer framer, Event event) {
    switch (event) {
      case LINE -> frames.add(new String(framer.line(), StandardCharsets.ISO_8859_1));
      case TOO_LONG, FLOOD -> frames.add(event.name());
      case INCOMPLETE -> {}
    }
  }

  private static String unescape(String text) {
    return text.replace("\\r", "\r").replace("\\n", "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "'NOOP\\r\\n', NOOP",
    "'NOOP\\n', NOOP",
    "'\\r\\n', ''",
    "'\\n', ''",
    "'12345678\\r\\n', 12345678",
    "'123456789\\n', 123456789",
    "'123456789\\r\\n', TOO_LONG",
    "'1234567890\\n', TOO_LONG",
    "'12345678901234567890123456789\\n', TOO_LONG",
    "'123456789012345678901234567890\\n', FLOOD",
    "'a\\rb\\n', 'a\\rb'",
    "'a\\r\\r\\n', 'a\\r'"
  })
  void linesAndTheirLimits(String input, String frame) {
    for (int fragment : new int[] {100, 1, 2, 3, 7}) {
      assertThat(frames(Ends.CRLF_OR_LF, unescape(input), fragment))
          .as("by %d", fragment)
          .containsExactly(unescape(frame));
    }
  }

  @Test
  void aLineAfterAnOverLongOneIsWhole() {
    assertThat(frames(Ends.CRLF_OR_LF, "12345678901234\r\nNOOP\r\n", 5))
        .containsExactly("TOO_LONG", "NOOP");
  }

  @Test
  void aBareLfEndsNoLineWhereOnlyCrlfDoes() {
    assertThat(frames(Ends.CRLF, "a\nb\r\nc\r\n", 100)).containsExactly("a\nb", "c");
    assertThat(frames(Ends.CRLF, "1234567890\n234\r\nc\r\n", 100)).containsExactly("TOO_LONG", "c");
    assertThat(frames(Ends.CRLF, "\n\r\n", 1)).containsExactly("\n");
  }

  @Test
  void whatFollowsTheLineStaysInTheInput() {
    LineFramer framer = new LineFramer(Ends.CRLF_OR_LF, MAX_DISCARDED);
    ByteBuffer input = ByteBuffer.wrap("A\r\nB\r\n".getBytes(StandardCharsets.US_ASCII));

    assertThat(framer.next(input, LIMIT)).isEqualTo(Event.LINE);
    assertThat(input.remaining()).isEqualTo(3);
  }

  @Test
  void theLimitMayGrowBetweenLines() {
    LineFramer framer = new LineFramer(Ends.CRLF_OR_LF, 1 << 20);
    ByteBuffer input =
        ByteBuffer.wrap("x".repeat(65_534).concat("\r\n").getBytes(StandardCharsets.US_ASCII));

    assertThat(framer.next(input, 65_536)).isEqualTo(Event.LINE);
    assertThat(framer.line()).hasSize(65_534);
  }

  @Test
  void aFloodIsNotBuffered() {
    LineFramer framer = new LineFramer(Ends.CRLF_OR_LF, Integer.MAX_VALUE / 2);
    ByteBuffer chunk = ByteBuffer.allocate(1 << 20);
    for (int i = 0; i < 512; i++) {
      assertThat(framer.next(chunk.rewind(), LIMIT)).isEqualTo(Event.INCOMPLETE);
    }
  }

  @Property
  void splittingChangesNothing(
      @ForAll Ends ends,
      @ForAll
          @StringLength(max = 60)
          @CharRange(from = 'a', to = 'b')
          @CharRange(from = '\n', to = '\r')
          String text,
      @ForAll @IntRange(min = 1, max = 12) int fragment) {
    assertThat(frames(ends, text, fragment)).isEqualTo(frames(ends, text, 1000));
  }
}
