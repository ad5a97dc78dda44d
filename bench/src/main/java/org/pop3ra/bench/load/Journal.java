package org.pop3ra.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What clients were told, in the order in which they were told it: a file to which lines are added,
 * so that it outlives servers and runs. Thread-safe.
 */
final class Journal implements AutoCloseable {
  private final Writer out;

  private Journal(Writer out) {
    this.out = out;
  }

  /** Adds to a file, which is made if there is none. */
  static Journal at(Path file) throws IOException {
    requireNonNull(file, "file is null");
    return new Journal(
        Files.newBufferedWriter(
            file, US_ASCII, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
  }

  /** Of messages of one account, by their numbers. */
  synchronized void write(Event event, int account, List<Long> messages) {
    if (!messages.isEmpty()) {
      String numbers = messages.stream().map(String::valueOf).collect(Collectors.joining(" "));
      try {
        out.write(event + " " + account + " " + numbers + "\n");
        out.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /** What was done, or heard. */
  enum Event {
    /** Delivery began: a copy may be there from now on. */
    SENDING,
    /** 250. */
    DELIVERED,
    /** QUIT is sent after these were marked. */
    QUITTING,
    /** +OK to that. */
    DELETED,
    /** Seen after a crash, where nobody had been told. */
    FOUND,
    /** The same, and not there. */
    MISSING
  }
}
