package org.pop3ra.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.pop3ra.session.Outcome.After;
import org.pop3ra.session.Outcome.Reply;
import org.pop3ra.spi.CanonicalMessage;
import org.pop3ra.spi.MaildropListener;

class Pop3SessionTest {
  private final SessionBench bench =
      new SessionBench(CanonicalMessage.ofLength(120), CanonicalMessage.ofLength(200));

  @Test
  void theLoginTimeRunsFromTheGreetingAndTheIdleTimeFromTheLastReply() {
    assertThat(bench.session.idleLimit()).isEqualTo(Duration.ofSeconds(60));
    bench.clock.advance(Duration.ofSeconds(50));
    assertThat(bench.session.idleLimit()).isEqualTo(Duration.ofSeconds(10));
    bench.clock.advance(Duration.ofSeconds(50));
    assertThat(bench.session.idleLimit()).isZero();
    bench.login();
    assertThat(bench.session.idleLimit()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void aSummaryCannotForgeALineOfTheLog() {
    bench.maildrops.add("a\"b\\c\u00fc\u2028", "secret", List.of());
    bench.say("USER a\"b\\c\u00fc\u2028");
    bench.say("PASS secret");

    assertThat(bench.session.summary())
        .startsWith("user=\"a\\u0022b\\u005cc\\u00fc\\u2028\" octets=0");
  }

  @Test
  void abandonMayComeAgain() {
    bench.login();
    bench.session.abandon();
    String summary = bench.session.summary();
    bench.session.abandon();

    assertThat(bench.session.summary()).isEqualTo(summary).endsWith("reason=disconnected");
    assertThat(bench.maildrops.isHeld("mrose")).isFalse();
  }

  @Test
  void everySessionThatIsDismissedGivesItsLeaseBack() {
    for (Dismissal why : Dismissal.values()) {
      SessionBench dismissed = new SessionBench();
      dismissed.login();
      Reply<MaildropListener> last = (Reply<MaildropListener>) dismissed.session.dismiss(why);

      assertThat(last.after()).isEqualTo(After.CLOSE);
      assertThat(last.octets().length == 0).isEqualTo(why == Dismissal.IDLE);
      assertThat(dismissed.maildrops.isHeld("mrose")).isFalse();
    }
  }

  @Test
  void afterTheEndInputIsSwallowed() {
    bench.say("QUIT");
    ByteBuffer more = ByteBuffer.wrap(new byte[] {'S', 'T', '\n', '\n'});

    assertThat(bench.session.receive(more)).isInstanceOf(Outcome.More.class);
    assertThat(more.hasRemaining()).isFalse();
  }

  @Property
  void garbageNeverBreaksASessionAndEveryLineHasOneReply(@ForAll byte[] garbage) {
    SessionBench noise = new SessionBench();
    noise.login();
    noise.wire().takeOutput();
    byte[] lines = garbage.clone();
    int ends = 0;
    for (byte octet : lines) {
      ends += octet == '\n' ? 1 : 0;
    }

    assertThatCode(() -> noise.wire().send(lines)).doesNotThrowAnyException();

    // A session that had enough of bad commands answers no more.
    if (!noise.wire().isClosed()) {
      assertThat(noise.wire().takeText().lines().count()).isEqualTo(ends);
    }
  }

  @Test
  void aConnectionMayDropAtAnyOctet() {
    String script = "USER mrose\r\nPASS secret\r\nDELE 1\r\nRETR 1\r\nLIST\r\nQUIT\r\n";
    for (int octets = 0; octets < script.length(); octets++) {
      SessionBench dropped = new SessionBench(CanonicalMessage.ofLength(120));
      dropped.wire().send(script.substring(0, octets).getBytes(StandardCharsets.US_ASCII));
      dropped.wire().drop();

      assertThat(dropped.maildrops.messages("mrose"))
          .as("dropped after %d octets", octets)
          .hasSize(1);
      assertThat(dropped.maildrops.isHeld("mrose")).isFalse();
    }
  }

  @Test
  void randomBinaryInputDoesNotStop() {
    byte[] binary = new byte[1 << 20];
    new Random(1).nextBytes(binary);

    bench.wire().send(binary);

    assertThat(bench.wire().isClosed()).isTrue();
  }
}
