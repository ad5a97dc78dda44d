package org.pop3ra.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pop3ra.transcript.Player;
import org.pop3ra.transcript.Transcript;
import org.pop3ra.transcript.Transcripts;

/**
 * Bad input for the mechanisms that have to be switched on, and need nobody beside the server. The
 * others' transcripts are among those of {@link TranscriptsIT}, or need a script in place of those
 * who vouch.
 */
class BadLoginsIT {
  private static final Set<String> TRANSCRIPTS =
      Set.of("badinput/apop.pop3", "badinput/cram-md5.pop3", "badinput/external.pop3");
  private static LoginServer logins;

  /**
   * How much it had logged before the first transcript: Payara shows stack traces at deployment.
   */
  private static int before;

  @BeforeAll
  static void start() throws Exception {
    logins = LoginServer.start("bad-logins", "openssl");
    logins.server().administration().put("jdoe", "secret", "jdoe@example.org");
    before = logins.log().length();
  }

  @AfterAll
  static void stop() throws Exception {
    if (logins != null) {
      logins.kill();
    }
  }

  /** Or this would be what others show of the JDK's. */
  @Test
  void tlsIsComputedByBoringSsl() throws Exception {
    assertThat(logins.jvm().maps("netty_tcnative")).isTrue();
  }

  @TestFactory
  Stream<DynamicTest> everyTranscriptPlays() {
    List<Transcript> transcripts =
        Transcripts.ending(".pop3").stream()
            .filter(one -> TRANSCRIPTS.contains(one.name()))
            .toList();
    assertThat(transcripts).hasSameSizeAs(TRANSCRIPTS);
    return transcripts.stream().map(one -> dynamicTest(one.name(), () -> play(one)));
  }

  /** One opted in to CRAM-MD5 and APOP, one is known without that, one is nobody. */
  @ParameterizedTest
  @EnumSource
  void nobodyCanTellByTheTimeWhoIsKnown(ProofTimes.Step step) throws Exception {
    new ProofTimes(logins.server())
        .assertAlike(step, List.of(LoginServer.ACCOUNT, "jdoe", "nobody"));
  }

  private static void play(Transcript transcript) throws Exception {
    try (LoginStage stage = new LoginStage(logins.server())) {
      Player.play(transcript, stage);
    }
    assertThat(logins.log().substring(before)).doesNotContain("\tat ");
  }
}
