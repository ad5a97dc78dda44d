package org.pop3ra.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** A transcript must be able to fail. */
class PlayerTest {

  private static void play(String script) throws Exception {
    try (Pop3CoreStage stage = new Pop3CoreStage()) {
      Player.play(TranscriptReader.read(script), stage);
    }
  }

  @Test
  void aTranscriptThatIsTruePlays() throws Exception {
    play(
        """
        # greeting
        S: +OK …
        C: QUIT
        S: +OK …
        closed
        """);
  }

  @Test
  void anotherReplyFailsAndTheReportShowsWhere() {
    assertThatThrownBy(
            () ->
                play(
                    """
                    # greeting
                    S: +OK …
                    C: NOOP
                    S: +OK …
                    """))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("text:4")
        .hasMessageContaining("  S: +OK …" + System.lineSeparator() + "  ^ got: -ERR");
  }

  @Test
  void aReplyThatDoesNotComeFails() {
    assertThatThrownBy(() -> play("# silence\nS: +OK …\nS: +OK …\n"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("silent");
  }

  @Test
  void outputBeyondTheScriptFails() {
    assertThatThrownBy(() -> play("# trailing\nS: +OK …\nC: CAPA\nS: +OK …\n"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("^ got: TOP");
  }

  @Test
  void anOpenConnectionIsNotClosed() {
    assertThatThrownBy(() -> play("# open\nS: +OK …\nclosed\n")).isInstanceOf(AssertionError.class);
  }

  @Test
  void aTerminatorIsNoCut() {
    assertThatThrownBy(() -> play("# whole\nS: +OK …\nC: CAPA\nC: QUIT\ncut\n"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("a terminator");
  }

  @Test
  void anUnknownActionFails() {
    assertThatThrownBy(() -> play("# action\nS: +OK …\nexplode now\n"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aWrongCountFails() {
    assertThatThrownBy(() -> play("# count\ngiven maildrop a/b\nS: +OK …\nthen maildrop a: 1\n"))
        .hasMessageContaining("^ got: 0 messages");
  }

  @Test
  void aCapturedNameMustBeTheSameAgain() throws Exception {
    String capture = "# capture\nS: +OK <kind> ready\nC: QUIT\n";
    play(capture + "S: +OK <other>\n");
    assertThat(capture).contains("<kind>");
    assertThatThrownBy(() -> play(capture + "S: +OK <kind>\n"))
        .hasMessageContaining("^ got: +OK bye");
  }
}
