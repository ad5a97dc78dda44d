package org.pop3ra.netty;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.pop3ra.transcript.Player;
import org.pop3ra.transcript.Transcript;
import org.pop3ra.transcript.Transcripts;

/** Every POP3 transcript on the pipeline, its writes whole and in pieces. */
class PipelineTranscriptsTest {
  private static final int[] FRAGMENTS = {Integer.MAX_VALUE, 1, 2, 3, 7};

  @TestFactory
  Stream<DynamicTest> everyTranscriptPlays() {
    return Transcripts.ending(".pop3").stream().flatMap(PipelineTranscriptsTest::plays);
  }

  private static Stream<DynamicTest> plays(Transcript transcript) {
    return IntStream.of(FRAGMENTS)
        .mapToObj(
            fragment ->
                dynamicTest(
                    transcript.name() + (fragment == Integer.MAX_VALUE ? "" : " by " + fragment),
                    () -> play(transcript, fragment)));
  }

  private static void play(Transcript transcript, int fragment) throws Exception {
    try (PipelineStage stage = new PipelineStage()) {
      Player.play(transcript, stage, fragment);
    }
  }
}
