package org.pop3ra.lmtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "QUIT|QUIT|",
        "quit|QUIT|",
        "QuIt   |QUIT|",
        "NOOP a  b |NOOP|a  b",
        "MAIL FROM:<é@b>|MAIL|FROM:<é@b>",
        "MAIL  FROM:<a@b>|MAIL| FROM:<a@b>"
      })
  void cutsVerbFromArgument(String line, Verb verb, String argument) throws Rejection {
    assertThat(CommandLine.parse(line.getBytes(UTF_8)))
        .isEqualTo(new CommandLine(verb, argument == null ? "" : argument));
  }

  @ParameterizedTest
  @ValueSource(strings = {" QUIT", "QUI", "QUITT", "MAIL:", "MAıL FROM:<a@b>", "EXPN a", "STLS"})
  void knowsNoOtherVerb(String line) {
    assertThat(replyTo(line.getBytes(UTF_8))).isEqualTo(LmtpReply.UNKNOWN_COMMAND);
  }

  @Test
  void refusesEveryControlCharacter() {
    for (char c = 0; c < 0xA0; c++) {
      if (Character.isISOControl(c)) {
        assertThat(replyTo(("NOOP a" + c + "b").getBytes(UTF_8)))
            .as("control character %d", (int) c)
            .isEqualTo(LmtpReply.SYNTAX_ERROR);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "NOOP \u00ff", "NOOP \u00c3", "NOOP \u00c0\u0080", "\u0080"})
  void refusesWhatIsNoText(String octets) {
    assertThat(replyTo(octets.getBytes(ISO_8859_1))).isEqualTo(LmtpReply.SYNTAX_ERROR);
  }

  private static LmtpReply replyTo(byte[] line) {
    return catchThrowableOfType(Rejection.class, () -> CommandLine.parse(line)).reply();
  }
}
