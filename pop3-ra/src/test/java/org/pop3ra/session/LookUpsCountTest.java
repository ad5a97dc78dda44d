package org.pop3ra.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.Proof;
import org.pop3ra.spi.ScriptedMaildrops.Operation;

/** Who asks for a salt, and proves nothing, wants to know which names there are. */
class LookUpsCountTest {
  private static final String AUTH =
      "AUTH SCRAM-SHA-256 "
          + Base64.getEncoder().encodeToString("n,,n=mrose,r=nonce".getBytes(UTF_8));
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration SECOND = Duration.ofMillis(1500);

  private final SessionBench bench = new SessionBench(Set.of(Proof.SCRAM_SHA_256));

  @ParameterizedTest
  @ValueSource(strings = {"*", "====", "", "bm8gU0NSQU0="})
  void anExchangeThatIsBrokenOffWasATry(String response) {
    assertThat(bench.say(AUTH)).startsWith("+ ");
    assertThat(bench.say(response)).startsWith("-ERR ");

    assertThat(nextDelay()).isEqualTo(SECOND);
  }

  @Test
  void soWasOneThatEndsWithTheConnection() {
    bench.say(AUTH);
    bench.session.abandon();

    assertThat(nextDelay()).isEqualTo(SECOND);
  }

  @Test
  void soWasOneThatEndsWithALineThatIsTooLong() {
    bench.say(AUTH);
    assertThat(bench.say("A".repeat(70_000))).startsWith("-ERR line is too long");

    assertThat(nextDelay()).isEqualTo(SECOND);
  }

  @Test
  void aWrongProofIsOneTryAndNotTwo() {
    String challenge = bench.say(AUTH).substring(2).strip();
    String nonce = new String(Base64.getDecoder().decode(challenge), UTF_8).split(",", 2)[0];
    String last = "c=biws," + nonce + ",p=AAAA";
    assertThat(bench.say(Base64.getEncoder().encodeToString(last.getBytes(UTF_8))))
        .startsWith("-ERR [AUTH] ");

    assertThat(bench.wire().waited()).isEqualTo(FIRST);
    assertThat(nextDelay()).isEqualTo(SECOND);
  }

  @Test
  void aServerThatCannotLookUpAccusesNobody() {
    bench.maildrops.fail(Operation.VERIFIER, Reason.TEMPORARY);
    assertThat(bench.say(AUTH)).startsWith("-ERR [SYS/TEMP] ");

    assertThat(nextDelay()).isEqualTo(FIRST);
  }

  @Test
  void whoCancelsBeforeTheLookUpHasTriedNothing() {
    bench.say("AUTH SCRAM-SHA-256");
    bench.say("*");

    assertThat(nextDelay()).isEqualTo(FIRST);
  }

  private Duration nextDelay() {
    return bench.failedLogins.begin(InetAddress.getLoopbackAddress(), "other").failed();
  }
}
