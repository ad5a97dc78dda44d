package org.pop3ra.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandParserTest {

  private static Command parse(String line) throws Rejection {
    return CommandParser.parse(line.getBytes(StandardCharsets.UTF_8));
  }

  private static String unescape(String line) {
    return line.replace("\\t", "\t")
        .replace("\\0", "\0")
        .replace("\\r", "\r")
        .replace("\\e", "\33")
        .replace("\\d", "\177")
        .replace("\\c", "\u0085");
  }

  @ParameterizedTest
  @CsvSource({
    "STAT, STAT, ''",
    "stat, STAT, ''",
    "sTaT, STAT, ''",
    "LIST, LIST, ''",
    "LIST 1, LIST, 1",
    "TOP 1 10, TOP, 1|10",
    "USER mrose, USER, mrose",
    "USER a@b.example, USER, a@b.example",
    "USER jürgen, USER, jürgen",
    "PASS secret, PASS, secret",
    "'PASS two words', PASS, two words",
    "'PASS  lead', PASS, ' lead'",
    "'PASS trail ', PASS, 'trail '",
    "'PASS  ', PASS, ' '",
    "'pass a  b', PASS, 'a  b'",
    "PASS pässword, PASS, pässword"
  })
  void wellFormed(String line, Verb verb, String arguments) throws Rejection {
    Command command = parse(line);

    assertThat(command.verb()).isEqualTo(verb);
    assertThat(String.join("|", command.arguments())).isEqualTo(arguments);
  }

  @ParameterizedTest
  @CsvSource({
    "'', EMPTY_LINE",
    "' ', STRAY_SPACE",
    "' STAT', STRAY_SPACE",
    "'STAT ', STRAY_SPACE",
    "'LIST  1', STRAY_SPACE",
    "'LIST 1 ', STRAY_SPACE",
    "'TOP 1  2', STRAY_SPACE",
    "'TOP 1 2 ', STRAY_SPACE",
    "'USER ', STRAY_SPACE",
    "'LIST\\t1', CONTROL_CHARACTER",
    "'STAT\\r', CONTROL_CHARACTER",
    "'USER a\\0b', CONTROL_CHARACTER",
    "'PASS a\\0b', CONTROL_CHARACTER",
    "'PASS a\\tb', CONTROL_CHARACTER",
    "'USER a\\eb', CONTROL_CHARACTER",
    "'USER a\\db', CONTROL_CHARACTER",
    "'USER a\\cb', CONTROL_CHARACTER",
    "'STAT 1', WRONG_ARGUMENTS",
    "'LIST 1 2', WRONG_ARGUMENTS",
    "'RETR', WRONG_ARGUMENTS",
    "'TOP 1', WRONG_ARGUMENTS",
    "'TOP 1 2 3', WRONG_ARGUMENTS",
    "'USER a b', WRONG_ARGUMENTS",
    "'USER', WRONG_ARGUMENTS",
    "'PASS', WRONG_ARGUMENTS",
    "'PASS ', WRONG_ARGUMENTS",
    "'STA', UNKNOWN_COMMAND",
    "'STATS', UNKNOWN_COMMAND",
    "'XYZZY 1', UNKNOWN_COMMAND",
    "'APOP mrose', WRONG_ARGUMENTS",
    "'AUTH PLAIN a b', WRONG_ARGUMENTS",
    "'+OK', UNKNOWN_COMMAND"
  })
  void illFormed(String line, Text text) {
    assertThatThrownBy(() -> parse(unescape(line)))
        .isInstanceOfSatisfying(
            Rejection.class,
            rejection -> {
              assertThat(rejection.text()).isEqualTo(text);
              assertThat(rejection.isBad()).isTrue();
            });
  }

  @ParameterizedTest
  @CsvSource({"C0AF", "FF", "C3", "EDA080", "F4908080", "61FF62"})
  void illFormedUtf8(String hex) {
    byte[] user = "USER ".getBytes(StandardCharsets.US_ASCII);
    byte[] name = HexFormat.of().parseHex(hex);
    byte[] line = Arrays.copyOf(user, user.length + name.length);
    System.arraycopy(name, 0, line, user.length, name.length);

    assertThatThrownBy(() -> CommandParser.parse(line)).hasMessage(Text.ILL_FORMED_UTF8.english());
  }

  @Test
  void theCaseOfVerbsIsThatOfNoLocale() throws Rejection {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr"));
    try {
      assertThat(parse("list").verb()).isEqualTo(Verb.LIST);
      assertThatThrownBy(() -> parse("lıst")).isInstanceOf(Rejection.class);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aCommandIsPrintedWithoutItsArguments() throws Rejection {
    assertThat(parse("PASS secret")).hasToString("PASS");
  }

  @Property
  void anyOctetsAreACommandOrARejection(@ForAll byte[] line) {
    try {
      Command command = CommandParser.parse(line);
      assertThat(command.verb().takes(command.arguments().size())).isTrue();
    } catch (Rejection e) {
      assertThat(e.isBad()).isTrue();
    }
  }
}
