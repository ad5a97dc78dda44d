package org.pop3ra.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pop3ra.spi.CanonicalMessage;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.ScriptedMaildrops.Operation;

class ReadAheadTest {
  private static final int SMALL = 1000;

  private static SessionBench benchOf(int messages, int octets) {
    SessionBench bench =
        new SessionBench(
            IntStream.rangeClosed(1, messages)
                .mapToObj(i -> CanonicalMessage.ofLength(octets + 10 * i))
                .toArray(CanonicalMessage[]::new));
    bench.login();
    return bench;
  }

  private static int calls(SessionBench bench) {
    return bench.maildrops.calls(Operation.READ) + bench.maildrops.calls(Operation.READ_AHEAD);
  }

  private static void assertRetrieves(SessionBench bench, int number) {
    String listed = bench.say("LIST " + number).strip();
    int octets = Integer.parseInt(listed.substring(listed.lastIndexOf(' ') + 1));
    String reply = bench.say("RETR " + number);
    String firstLine = "+OK " + octets + " octets\r\n";
    // Nothing in these messages needs stuffing.
    assertThat(reply).startsWith(firstLine).endsWith("\r\n.\r\n");
    assertThat(reply).hasSize(firstLine.length() + octets + ".\r\n".length());
  }

  @Test
  void oneMessageAfterTheOtherTakesFewCalls() {
    SessionBench bench = benchOf(20, SMALL);

    for (int number = 1; number <= 20; number++) {
      assertRetrieves(bench, number);
    }

    assertThat(calls(bench)).isEqualTo(2);
  }

  @Test
  void deletingEachOnTheWayMakesNoDifference() {
    SessionBench bench = benchOf(20, SMALL);

    for (int number = 1; number <= 20; number++) {
      assertRetrieves(bench, number);
      bench.say("DELE " + number);
    }

    assertThat(calls(bench)).isEqualTo(2);
  }

  @Test
  void messagesOutOfTurnAreReadOneByOne() {
    SessionBench bench = benchOf(20, SMALL);

    for (int number = 20; number > 0; number--) {
      assertRetrieves(bench, number);
    }

    assertThat(bench.maildrops.calls(Operation.READ)).isEqualTo(20);
    assertThat(bench.maildrops.calls(Operation.READ_AHEAD)).isZero();
  }

  @Test
  void largeMessagesAreNotReadAhead() {
    SessionBench bench = benchOf(4, 20_000);

    for (int number = 1; number <= 4; number++) {
      assertRetrieves(bench, number);
    }

    assertThat(bench.maildrops.calls(Operation.READ_AHEAD)).isZero();
  }

  @Test
  void aRunHasNoMoreThanItsOctets() {
    SessionBench bench = benchOf(30, 15_000);

    for (int number = 1; number <= 30; number++) {
      assertRetrieves(bench, number);
    }

    // 128 KiB hold eight of them, and the first is read alone.
    assertThat(calls(bench)).isEqualTo(5);
  }

  @Test
  void aRunEndsBeforeADeletedMessage() {
    SessionBench bench = benchOf(6, SMALL);
    bench.say("DELE 4");

    for (int number : new int[] {1, 2, 3, 5, 6}) {
      assertRetrieves(bench, number);
    }

    // 1; 2 and 3; 5 and 6.
    assertThat(calls(bench)).isEqualTo(3);
  }

  @Test
  void whatWasReadAheadIsForgottenSoon() {
    SessionBench bench = benchOf(5, SMALL);
    assertRetrieves(bench, 1);
    assertRetrieves(bench, 2);
    bench.maildrops.empty("mrose");
    assertThat(bench.say("RETR 3")).startsWith("+OK");

    bench.clock.advance(Duration.ofMillis(1001));

    assertThat(bench.say("RETR 4")).startsWith("-ERR");
  }

  @Test
  void aMessageThatIsGoneIsToldSo() {
    SessionBench bench = benchOf(3, SMALL);
    assertRetrieves(bench, 1);
    bench.maildrops.empty("mrose");

    assertThat(bench.say("RETR 2")).startsWith("-ERR");
    assertThat(bench.say("NOOP")).startsWith("+OK");
  }

  @Test
  void aLeaseThatWasLostShowsNothingThatWasReadAhead() {
    SessionBench bench = benchOf(5, SMALL);
    assertRetrieves(bench, 1);
    assertRetrieves(bench, 2);
    bench.maildrops.expire("mrose");

    assertThat(bench.say("RETR 3")).startsWith("-ERR [SYS/TEMP]");
  }

  @Test
  void aFailureOfTheStoreIsTold() {
    SessionBench bench = benchOf(5, SMALL);
    assertRetrieves(bench, 1);
    bench.maildrops.fail(Operation.READ_AHEAD, Reason.TEMPORARY);

    assertThat(bench.say("RETR 2")).startsWith("-ERR [SYS/TEMP]");
    assertRetrieves(bench, 2);
  }
}
