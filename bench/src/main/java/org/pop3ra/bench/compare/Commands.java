package org.pop3ra.bench.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.StringTokenizer;

/** Programs of the machine. */
final class Commands {
  private static final String ELSEWHERE = ":/usr/sbin:/sbin:/usr/local/sbin";

  private Commands() {}

  /** Where a program is; those for administrators need not be on everybody's path. */
  static Optional<Path> find(String name) {
    String path = System.getenv().getOrDefault("PATH", "") + ELSEWHERE;
    StringTokenizer directories = new StringTokenizer(path, File.pathSeparator);
    while (directories.hasMoreTokens()) {
      Path program = Path.of(directories.nextToken(), name);
      if (Files.isExecutable(program)) {
        return Optional.of(program);
      }
    }
    return Optional.empty();
  }

  /** What a program prints; nothing if it fails. */
  static String output(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      return process.waitFor() == 0 ? output : "";
    } catch (IOException e) {
      return "";
    }
  }
}
