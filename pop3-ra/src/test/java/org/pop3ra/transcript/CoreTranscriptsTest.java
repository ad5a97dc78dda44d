package org.pop3ra.transcript;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every POP3 transcript on the protocol core, its writes whole and in pieces. */
class CoreTranscriptsTest {
  private static final int[] FRAGMENTS = {Integer.MAX_VALUE, 1, 2, 3, 7};

  @TestFactory
  Stream<DynamicTest> everyTranscriptPlays() {
    return Transcripts.ending(".pop3").stream().flatMap(CoreTranscriptsTest::plays);
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
    try (Pop3CoreStage stage = new Pop3CoreStage()) {
      Player.play(transcript, stage, fragment);
    }
  }
}
