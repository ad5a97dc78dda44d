package org.pop3ra.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3ra.transcript.Transcript.Action;
import org.pop3ra.transcript.Transcript.Expect;
import org.pop3ra.transcript.Transcript.Send;
import org.pop3ra.transcript.Transcript.Turn;

class TranscriptReaderTest {

  private static String sent(Transcript transcript, int step) {
    return new String(((Send) transcript.steps().get(step)).octets(), StandardCharsets.ISO_8859_1);
  }

  @Test
  void linesInARowAreOneWrite() {
    Transcript transcript = TranscriptReader.read("# a\nC: STAT\nC~ NO\n[b] C: LIST\nC: X\n");

    assertThat(transcript.steps()).hasSize(3);
    assertThat(sent(transcript, 0)).isEqualTo("STAT\r\nNO");
    assertThat(sent(transcript, 1)).isEqualTo("LIST\r\n");
  }

  @Test
  void escapesStandForOctets() {
    Transcript transcript = TranscriptReader.read("# a\nC~ \\r\\n\\0\\t\\\\\\xffü\\{3*ab}\n");

    assertThat(sent(transcript, 0)).isEqualTo("\r\n\0\t\\\u00ff\u00c3\u00bcababab");
  }

  @Test
  void aGivenHasItsMessages() {
    Transcript transcript =
        TranscriptReader.read(
            """
            # a clause
            @core
            given maildrop mrose/secret
              | 120 octets
              | text
              > Subject: x
              >
              > .
            S: +OK …
            """);

    assertThat(transcript.clause()).isEqualTo("a clause");
    assertThat(transcript.coreOnly()).isTrue();
    Transcript.Given given = transcript.givens().get(0);
    assertThat(given.words()).containsExactly("maildrop", "mrose/secret");
    assertThat(given.messages().get(0).octets()).hasSize(120);
    assertThat(given.messages().get(1).octets())
        .asString(StandardCharsets.US_ASCII)
        .isEqualTo("Subject: x\r\n\r\n.\r\n");
  }

  @Test
  void stepsKnowTheirLinesAndClients() {
    Transcript transcript = TranscriptReader.read("# a\n[b] S: +OK …\n\ndrop\nwait 10m\n");

    assertThat(transcript.steps()).hasSize(3);
    Expect expect = (Expect) transcript.steps().get(0);
    assertThat(expect.line()).isEqualTo(2);
    assertThat(expect.client()).isEqualTo("b");
    assertThat(transcript.steps().get(1)).isEqualTo(new Turn(4, "", Turn.Kind.DROP));
    assertThat(transcript.steps().get(2)).isEqualTo(new Action(5, List.of("wait", "10m")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "S: no comment on top",
        "# nothing happens",
        "# a\nS : x",
        "# a\nC: \\q",
        "# a\nthen maildrop x 2",
        "# a\nS: x\ngiven maildrop late/late",
        "# a\ngiven maildrop x/y\n  | what\nS: x"
      })
  void whatIsNotUnderstoodIsRefused(String text) {
    assertThatThrownBy(() -> TranscriptReader.read(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
