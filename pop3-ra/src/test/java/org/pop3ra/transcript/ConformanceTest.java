package org.pop3ra.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of transcripts in docs/conformance.md is true and complete. */
class ConformanceTest {
  private static final String DIRECTORY = "../pop3-ra/src/test/resources/transcripts/";

  /** A transcript as the table of clauses names it. */
  private static final Pattern CLAUSE = Pattern.compile("`([a-z0-9]+/[^`]+\\.(?:pop3|lmtp))`");

  /** A test class. */
  private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]*(?:Test|IT))`");

  @Test
  void everyTranscriptIsListedAndEveryListedOneExists() throws IOException {
    List<String> listed =
        Files.readAllLines(Path.of("../docs/conformance.md")).stream()
            .filter(line -> line.contains("](" + DIRECTORY))
            .toList();

    List<String> wanted =
        Stream.of(".pop3", ".lmtp")
            .flatMap(ending -> Transcripts.ending(ending).stream())
            .map(ConformanceTest::row)
            .toList();
    assertThat(wanted).isNotEmpty().filteredOn(row -> !listed.contains(row)).isEmpty();
    assertThat(listed).filteredOn(row -> !wanted.contains(row)).isEmpty();
    assertThat(listed).doesNotHaveDuplicates();
  }

  @Test
  void everyTranscriptThatAClauseNamesExists() throws IOException {
    List<String> names =
        Stream.of(".pop3", ".lmtp")
            .flatMap(ending -> Transcripts.ending(ending).stream())
            .map(Transcript::name)
            .toList();
    assertThat(named(CLAUSE)).isNotEmpty().isSubsetOf(names);
  }

  @Test
  void everyTestThatIsNamedExists() throws IOException {
    List<String> tests = new ArrayList<>();
    for (String module : List.of("pop3-ra", "pop3-ejb", "pop3-admin", "arquillian")) {
      try (Stream<Path> sources = Files.walk(Path.of("..", module, "src/test/java"))) {
        sources.map(path -> path.getFileName().toString()).forEach(tests::add);
      }
    }

    assertThat(named(TEST)).isNotEmpty().allMatch(name -> tests.contains(name + ".java"));
  }

  private static List<String> named(Pattern pattern) throws IOException {
    String document = Files.readString(Path.of("../docs/conformance.md"));
    return pattern.matcher(document).results().map(name -> name.group(1)).toList();
  }

  private static String row(Transcript transcript) {
    return "| "
        + transcript.clause().replace("|", "\\|")
        + " | ["
        + transcript.name()
        + "]("
        + DIRECTORY
        + transcript.name()
        + ")"
        + (transcript.coreOnly() ? ", *core*" : "")
        + " |";
  }
}
