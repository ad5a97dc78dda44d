package org.pop3ra.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pop3ra.session.SessionBench.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.pop3ra.session.Outcome.Blocking;
import org.pop3ra.session.Outcome.Failure;
import org.pop3ra.session.Outcome.Lane;
import org.pop3ra.session.Outcome.Piece;
import org.pop3ra.session.Outcome.Stream;
import org.pop3ra.spi.CanonicalMessage;
import org.pop3ra.spi.Content;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.MaildropListener;
import org.pop3ra.spi.ScriptedMaildrops.Operation;

class RetrievalTest {
  private static final int SLICE = 4 * Content.CHUNK;
  private static final int LARGE = 3 * SLICE + 100;

  /** A little longer than three slices. */
  private static final CanonicalMessage NUMBERED = CanonicalMessage.numbered(70_000);

  private static Outcome<MaildropListener> started(SessionBench bench, String line)
      throws Exception {
    Blocking<MaildropListener> blocking = (Blocking<MaildropListener>) bench.outcome(line);
    assertThat(blocking.lane()).isEqualTo(Lane.SLICE);
    return blocking.task().run(bench.maildrops).get();
  }

  private static String unstuffed(String reply) {
    StringBuilder content = new StringBuilder();
    List<String> lines = List.of(reply.split("\r\n", -1));
    assertThat(lines.get(0)).startsWith("+OK");
    assertThat(lines.subList(lines.size() - 2, lines.size())).containsExactly(".", "");
    for (String line : lines.subList(1, lines.size() - 2)) {
      assertThat(line).isNotEqualTo(".");
      content.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
    }
    return content.toString();
  }

  @Property(tries = 300)
  void whatRetrSendsIsWhatListTellsAndTheStoreHas(
      @ForAll("messages") CanonicalMessage message, @ForAll @IntRange(min = 1, max = 50) int read) {
    SessionBench bench = new SessionBench(message);
    bench.maildrops.mostPerRead(read);
    bench.login();

    String content = unstuffed(bench.say("RETR 1"));

    assertThat(content.getBytes(StandardCharsets.ISO_8859_1)).isEqualTo(message.octets());
    assertThat(bench.say("LIST 1")).isEqualTo("+OK 1 " + content.length() + "\r\n");
  }

  @Property(tries = 300)
  void topIsABeginningOfTheMessage(
      @ForAll("messages") CanonicalMessage message, @ForAll @IntRange(max = 20) int lines) {
    SessionBench bench = new SessionBench(message);
    bench.login();

    String top = unstuffed(bench.say("TOP 1 " + lines));

    String all = new String(message.octets(), StandardCharsets.ISO_8859_1);
    assertThat(all).startsWith(top);
    String body = top.substring(message.headerOctets());
    long expected = all.substring(message.headerOctets()).lines().count();
    assertThat(body.lines().count()).isEqualTo(Math.min(lines, expected));
  }

  @Provide
  Arbitrary<CanonicalMessage> messages() {
    return Arbitraries.of("", ".", "..", "a", ".a", "a.", "\0", "\u00e9", "Subject: x")
        .list()
        .ofMaxSize(15)
        .map(lines -> CanonicalMessage.ofLines(lines.toArray(String[]::new)));
  }

  @Test
  void aSmallMessageNeedsOneTask() throws Exception {
    SessionBench bench = new SessionBench(CanonicalMessage.ofLength(1000));
    bench.login();

    assertThat(started(bench, "RETR 1")).isInstanceOf(Outcome.Reply.class);
    assertThat(bench.maildrops.calls(Operation.READ)).isEqualTo(1);
  }

  @Test
  void aLargeMessageComesInSlicesAndItsEndWithTheLastOctets() throws Exception {
    SessionBench bench = new SessionBench(CanonicalMessage.ofLength(LARGE));
    bench.login();

    Stream<MaildropListener> stream = (Stream<MaildropListener>) started(bench, "RETR 1");

    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    assertThat(stream.first().length).isBetween(SLICE, SLICE + 100);
    wire.writeBytes(stream.first());
    Piece piece;
    byte[] octets;
    do {
      piece = stream.pieces().next(bench.maildrops);
      octets = Wire.octets(piece);
      assertThat(octets.length).isBetween(1, SLICE + 100);
      wire.writeBytes(octets);
    } while (!piece.last());
    assertThat(octets.length).isGreaterThan(".\r\n".length());
    assertThat(text(stream.pieces().ended(true))).isEmpty();
    assertThat(unstuffed(wire.toString(StandardCharsets.US_ASCII))).hasSize(LARGE);
    assertThat(bench.session.summary()).contains("octets=" + LARGE + " retr=1 top=0");
  }

  @Test
  void slicesMakeTheMessageWhereverTheyAreCut() {
    String all = new String(NUMBERED.octets(), StandardCharsets.US_ASCII);
    for (int most : new int[] {Integer.MAX_VALUE, 1000, 16_411}) {
      SessionBench bench = new SessionBench(NUMBERED);
      bench.maildrops.mostPerRead(most);
      bench.login();

      assertThat(NUMBERED.octets().length).isGreaterThan(3 * SLICE);
      assertThat(unstuffed(bench.say("RETR 1"))).isEqualTo(all);
      assertThat(unstuffed(bench.say("TOP 1 40000"))).isEqualTo(lines(all, 2 + 40_000));
    }
  }

  @Test
  void aMessageOfDotsIsStuffedByTheWorkerAndNotByWhoeverWritesIt() throws Exception {
    byte[] dots = ".\r\n".repeat(SLICE).getBytes(StandardCharsets.US_ASCII);
    SessionBench bench = new SessionBench(new CanonicalMessage(dots));
    bench.login();

    assertThat(unstuffed(bench.say("RETR 1")))
        .isEqualTo(new String(dots, StandardCharsets.US_ASCII));
    Stream<MaildropListener> stream = (Stream<MaildropListener>) started(bench, "RETR 1");
    assertThat(stream.pieces().next(bench.maildrops)).isInstanceOf(Piece.Ready.class);
  }

  private static String lines(String text, int lines) {
    return text.lines().limit(lines).map(line -> line + "\r\n").collect(Collectors.joining());
  }

  @Test
  void topReadsNoMoreThanItNeeds() {
    SessionBench bench = new SessionBench(CanonicalMessage.ofLength(LARGE));
    bench.login();

    assertThat(unstuffed(bench.say("TOP 1 3"))).hasLineCount(5);
    assertThat(bench.maildrops.calls(Operation.READ)).isEqualTo(1);
    assertThat(unstuffed(bench.say("TOP 1 999999"))).hasSize(LARGE);
  }

  @Test
  void anEmptyMessageIsJustATerminator() {
    SessionBench bench = new SessionBench(new CanonicalMessage(new byte[0]));
    bench.login();

    assertThat(bench.say("RETR 1")).isEqualTo("+OK 0 octets\r\n.\r\n");
    assertThat(bench.say("TOP 1 5")).isEqualTo("+OK follows\r\n.\r\n");
  }

  @Test
  void noWorkerForTheFirstSliceIsATemporaryFailure() {
    SessionBench bench = new SessionBench(CanonicalMessage.ofLength(1000));
    bench.login();

    Blocking<MaildropListener> retr = (Blocking<MaildropListener>) bench.outcome("RETR 1");

    assertThat(text(retr.task().failed(Failure.BUSY))).startsWith("-ERR [SYS/TEMP] ");
    assertThat(bench.say("RETR 1")).startsWith("+OK");
  }

  @Test
  void aFailureInMidMessageEndsTheSession() throws Exception {
    SessionBench bench = new SessionBench(CanonicalMessage.ofLength(LARGE));
    bench.login();
    Stream<MaildropListener> stream = (Stream<MaildropListener>) started(bench, "RETR 1");
    stream.pieces().next(bench.maildrops);
    bench.maildrops.fail(Operation.READ, Reason.TEMPORARY);

    assertThatThrownBy(() -> stream.pieces().next(bench.maildrops)).hasMessage("told to fail");
    stream.pieces().ended(false);

    assertThat(bench.session.summary()).endsWith("reason=cut_short");
    assertThat(bench.maildrops.isHeld("mrose")).isFalse();
  }

  @Test
  void aLeaseThatExpiresInMidMessageCutsIt() throws Exception {
    SessionBench bench = new SessionBench(CanonicalMessage.ofLength(LARGE));
    bench.login();
    Stream<MaildropListener> stream = (Stream<MaildropListener>) started(bench, "RETR 1");
    stream.pieces().next(bench.maildrops);
    int reads = bench.maildrops.calls(Operation.READ);
    bench.maildrops.expire("mrose");

    assertThatThrownBy(() -> stream.pieces().next(bench.maildrops)).isInstanceOf(Exception.class);
    assertThat(bench.maildrops.calls(Operation.READ)).isEqualTo(reads);
  }
}
