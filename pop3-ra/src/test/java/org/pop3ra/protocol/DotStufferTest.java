package org.pop3ra.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotStufferTest {

  private static byte[] wire(byte[] content, boolean needed, int fragment) {
    DotStuffer stuffer = new DotStuffer(needed);
    Octets out = new Octets(16);
    for (int from = 0; from < content.length; from += fragment) {
      byte[] part = Arrays.copyOfRange(content, from, Math.min(content.length, from + fragment));
      stuffer.stuff(part, part.length).copyTo(out);
    }
    stuffer.end(out);
    return out.take();
  }

  private static byte[] octets(String text) {
    return text.replace("\\r", "\r").replace("\\n", "\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource({
    "'', '.\\r\\n'",
    "'a\\r\\n', 'a\\r\\n.\\r\\n'",
    "'.\\r\\n', '..\\r\\n.\\r\\n'",
    "'..\\r\\n', '...\\r\\n.\\r\\n'",
    "'a.b\\r\\n.c\\r\\n', 'a.b\\r\\n..c\\r\\n.\\r\\n'",
    "'\\r\\n.\\r\\n\\r\\n', '\\r\\n..\\r\\n\\r\\n.\\r\\n'",
    "'a', 'a\\r\\n.\\r\\n'",
    "'.', '..\\r\\n.\\r\\n'",
    "'a\\r', 'a\\r\\r\\n.\\r\\n'"
  })
  void contentAndItsWireForm(String content, String wire) {
    for (int fragment : new int[] {100, 1, 2, 3, 7}) {
      assertThat(wire(octets(content), true, fragment))
          .as("by %d", fragment)
          .isEqualTo(octets(wire));
    }
  }

  @Property
  void theClientGetsBackWhatWasStuffed(
      @ForAll("canonical") String content, @ForAll @IntRange(min = 1, max = 40) int fragment) {
    String wire = new String(wire(octets(content), true, fragment), StandardCharsets.ISO_8859_1);

    assertThat(unstuff(wire)).isEqualTo(content);
  }

  @Property
  void whatNeedsNoStuffingIsACopy(
      @ForAll("canonical") String content, @ForAll @IntRange(min = 1, max = 40) int fragment) {
    byte[] plain = octets(content.replace(".", "x"));

    assertThat(wire(plain, false, fragment)).isEqualTo(wire(plain, true, fragment));
  }

  @Provide
  Arbitrary<String> canonical() {
    return Arbitraries.of("", ".", "..", "a", ".a", "a.", "\0", "\u00ff")
        .list()
        .ofMaxSize(12)
        .map(lines -> String.join("", lines.stream().map(line -> line + "\r\n").toList()));
  }

  /** As a client does it (RFC 1939 section 3). */
  private static String unstuff(String wire) {
    StringBuilder content = new StringBuilder();
    List<String> lines = List.of(wire.split("\r\n", -1));
    for (String line : lines) {
      if (line.equals(".")) {
        return content.toString();
      }
      content.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
    }
    throw new AssertionError("no terminator");
  }
}
