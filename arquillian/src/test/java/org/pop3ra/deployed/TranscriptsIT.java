package org.pop3ra.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.pop3ra.transcript.Player;
import org.pop3ra.transcript.Transcript;
import org.pop3ra.transcript.Transcripts;

/** Every transcript that needs nothing but a client, on the deployed server. */
class TranscriptsIT extends DeployedServer {

  private static ServerFile log;

  @BeforeAll
  static void lookAtTheLog() throws Exception {
    log = ServerFile.log();
  }

  /** Whatever clients do in transcripts, good or bad, is no reason for a stack trace. */
  @AfterAll
  static void noStackTrace() throws Exception {
    assertThat(log.added()).doesNotContain("\tat ");
  }

  @TestFactory
  Stream<DynamicTest> everyPop3TranscriptPlays() {
    return play(".pop3", SERVER.pop3Port());
  }

  @TestFactory
  Stream<DynamicTest> everyLmtpTranscriptPlays() {
    return play(".lmtp", SERVER.lmtpPort());
  }

  private static Stream<DynamicTest> play(String ending, int port) {
    return Transcripts.ending(ending).stream()
        .filter(transcript -> !transcript.coreOnly())
        .map(transcript -> dynamicTest(transcript.name(), () -> play(transcript, port)));
  }

  private static void play(Transcript transcript, int port) throws Exception {
    try (DeployedStage stage = new DeployedStage(SERVER, DATABASE, port)) {
      Player.play(transcript, stage);
    }
  }
}
