package org.pop3ra.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.pop3ra.spi.CanonicalMessage;
import org.pop3ra.spi.MaildropListener;
import org.pop3ra.spi.Proof;
import org.pop3ra.spi.ScriptedMaildrops;

/** Whatever a client says in whatever order, sessions answer as {@link MaildropModel} does. */
class MaildropModelTest {

  private static final LoginMethods PASSWORDS =
      LoginMethods.of(Set.of(Proof.PASSWORD), "pop.example.org");
  private static final String DROP = "(drop)";
  private static final String AUTOLOGOUT = "(autologout)";
  private static final Pop3Settings PATIENT = patient();

  private final TestClock clock = new TestClock();

  /** New for each try; the instance of this class is not. */
  private ScriptedMaildrops maildrops;

  private Wire<MaildropListener> wire;

  @Property(tries = 2000)
  void sessionsAnswerAsTheModelDoes(
      @ForAll("maildrops") List<CanonicalMessage> messages,
      @ForAll("scripts") List<String> script,
      @ForAll @IntRange(min = 1, max = 40) int slice) {
    begin(messages, slice);
    MaildropModel model = new MaildropModel(messages);
    for (String line : script) {
      if (line.equals(DROP) || line.equals(AUTOLOGOUT)) {
        leave(line);
        model.drop();
      } else {
        wire.send((line + "\r\n").getBytes(ISO_8859_1));
        assertReply(model.reply(line), line);
      }
      assertThat(wire.isClosed()).isEqualTo(!maildrops.isHeld("mrose"));
      if (wire.isClosed()) {
        assertThat(left()).isEqualTo(model.texts());
        login();
      }
    }
    wire.drop();
    model.drop();
    assertThat(left()).isEqualTo(model.texts());
  }

  @Property(tries = 500)
  void whatIsSentInOneWriteIsAnsweredLikewise(
      @ForAll("maildrops") List<CanonicalMessage> messages,
      @ForAll("scripts") List<String> script,
      @ForAll @IntRange(min = 1, max = 40) int slice) {
    begin(messages, slice);
    MaildropModel model = new MaildropModel(messages);
    List<String> session =
        script.stream()
            .filter(line -> !line.equals(DROP) && !line.equals(AUTOLOGOUT))
            .takeWhile(line -> !line.equalsIgnoreCase("QUIT"))
            .toList();
    wire.send((String.join("\r\n", session) + "\r\nQUIT\r\n").getBytes(ISO_8859_1));

    String replies = session.stream().map(model::reply).collect(Collectors.joining());
    assertReply(
        session.isEmpty() ? model.reply("") + model.reply("QUIT") : replies + model.reply("QUIT"),
        session.toString());
    assertThat(left()).isEqualTo(model.texts());
  }

  @Provide
  Arbitrary<List<CanonicalMessage>> maildrops() {
    Arbitrary<String> line =
        Arbitraries.of("", ".", "..", ".x", "Subject: y", "\u0000\u00ff", "x".repeat(70));
    return line.list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(lines -> CanonicalMessage.ofLines(lines.toArray(String[]::new)))
        .list()
        .ofMaxSize(5);
  }

  @Provide
  Arbitrary<List<String>> scripts() {
    Arbitrary<String> number =
        Arbitraries.frequencyOf(
            Tuple.of(9, Arbitraries.integers().between(0, 6).map(String::valueOf)),
            Tuple.of(1, Arbitraries.of("-1", "1x", "", "01", "+1", "2147483648", "9".repeat(20))));
    Arbitrary<String> verb =
        Arbitraries.of("STAT", "LIST", "UIDL", "RETR", "TOP", "DELE", "RSET", "NOOP", "dele");
    Arbitrary<String> any =
        Combinators.combine(verb, number.list().ofMaxSize(3))
            .as((word, numbers) -> (word + " " + String.join(" ", numbers)).strip());
    Arbitrary<String> right =
        Combinators.combine(Arbitraries.of("LIST", "UIDL", "RETR", "DELE", "DELE"), number)
            .as((word, argument) -> word + " " + argument);
    Arbitrary<String> top =
        Combinators.combine(number, number).as((message, lines) -> "TOP " + message + " " + lines);
    Arbitrary<String> garbage =
        Arbitraries.strings().withChars("xyz. \t\u0000\u00e4\u0080").ofMaxLength(12);
    return Arbitraries.frequencyOf(
            Tuple.of(6, right),
            Tuple.of(2, top),
            Tuple.of(3, any),
            Tuple.of(3, Arbitraries.of("STAT", "LIST", "UIDL", "RSET", "QUIT", "quit")),
            Tuple.of(1, garbage),
            Tuple.of(1, Arbitraries.of("USER mrose", "PASS secret", DROP, AUTOLOGOUT)))
        .list()
        .ofMaxSize(40);
  }

  private void begin(List<CanonicalMessage> messages, int slice) {
    maildrops = new ScriptedMaildrops();
    maildrops.add("mrose", "secret", messages);
    maildrops.mostPerRead(slice);
    login();
  }

  private void login() {
    LoginGuard failedLogins = new LoginGuard(Duration.ofSeconds(1), clock);
    Client client = Client.inTheClear(InetAddress.getLoopbackAddress());
    wire =
        new Wire<>(
            new Pop3Session(PATIENT, PASSWORDS, failedLogins, client, clock), maildrops, clock);
    wire.send("USER mrose\r\nPASS secret\r\n".getBytes(ISO_8859_1));
    assertThat(wire.takeText().lines()).hasSize(3).allMatch(line -> line.startsWith("+OK"));
  }

  private void leave(String how) {
    if (how.equals(DROP)) {
      wire.drop();
    } else {
      clock.advance(PATIENT.idle());
      wire.tick();
      assertThat(wire.takeText()).isEmpty();
    }
  }

  /** Words for people may be any, on one line. */
  private void assertReply(String expected, String after) {
    String pattern =
        Pattern.quote(expected)
            .replace(MaildropModel.WORDS, "\\E[^\\r\\n]*\\Q")
            .replace("\\Q\\E", "");
    String reply = wire.takeText();
    assertThat(Pattern.compile(pattern).matcher(reply).matches())
        .as("after <%s> expected <%s>, got <%s>", after, expected, reply)
        .isTrue();
  }

  private List<String> left() {
    return maildrops.messages("mrose").stream()
        .map(message -> new String(message.octets(), ISO_8859_1))
        .toList();
  }

  private static Pop3Settings patient() {
    Pop3Settings defaults = Pop3Settings.defaults();
    return new Pop3Settings(
        defaults.idle(),
        defaults.login(),
        Integer.MAX_VALUE,
        defaults.maxDiscardedOctets(),
        defaults.cleartext(),
        defaults.implementation());
  }
}
