package org.pop3ra.netty;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.pop3ra.transcript.Player;
import org.pop3ra.transcript.Stage;
import org.pop3ra.transcript.Transcript;
import org.pop3ra.transcript.Transcripts;

/** Every transcript on the pipeline, its writes whole and in pieces. */
class PipelineTranscriptsTest {
  private static final int[] FRAGMENTS = {Integer.MAX_VALUE, 1, 2, 3, 7};

  @TestFactory
  Stream<DynamicTest> everyPop3TranscriptPlays() {
    return play(".pop3", Pop3PipelineStage::new);
  }

  @TestFactory
  Stream<DynamicTest> everyLmtpTranscriptPlays() {
    return play(".lmtp", LmtpPipelineStage::new);
  }

  private static Stream<DynamicTest> play(String ending, Supplier<Stage> stages) {
    return Transcripts.ending(ending).stream().flatMap(transcript -> plays(transcript, stages));
  }

  private static Stream<DynamicTest> plays(Transcript transcript, Supplier<Stage> stages) {
    return IntStream.of(FRAGMENTS)
        .mapToObj(
            fragment ->
                dynamicTest(
                    transcript.name() + (fragment == Integer.MAX_VALUE ? "" : " by " + fragment),
                    () -> play(transcript, stages, fragment)));
  }

  private static void play(Transcript transcript, Supplier<Stage> stages, int fragment)
      throws Exception {
    try (Stage stage = stages.get()) {
      Player.play(transcript, stage, fragment);
    }
  }
}
