package org.pop3ra.deployed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** A program of the system's, which a test may need. */
final class Tool {
  private static final List<Path> DIRECTORIES =
      Stream.of("/usr/local/bin", "/usr/bin", "/usr/sbin", "/bin", "/sbin").map(Path::of).toList();

  private final Path program;

  private Tool(Path program) {
    this.program = program;
  }

  /** Skips the test, and says so, if the program is not installed. CI installs it. */
  static Tool named(String name, String debianPackage) {
    return DIRECTORIES.stream()
        .map(directory -> directory.resolve(name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Tool::new)
        .orElseThrow(
            () ->
                new TestAbortedException(
                    "NOT TESTED: %s is missing (Debian package %s)"
                        .formatted(name, debianPackage)));
  }

  /** Where it is. */
  Path program() {
    return program;
  }

  /** Runs it to its end and returns what it prints. */
  String run(String... arguments) throws IOException, InterruptedException {
    return runWith("", arguments);
  }

  /** The same with something to read. */
  String runWith(String input, String... arguments) throws IOException, InterruptedException {
    Process process = start(arguments);
    process.getOutputStream().write(input.getBytes(UTF_8));
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return said;
  }

  /** Starts it; the caller ends it. */
  Process start(String... arguments) throws IOException {
    List<String> command =
        Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toList();
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
