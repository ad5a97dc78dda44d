package org.pop3ra.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What the server prints. Errors, and warnings of our own packages, are passed on; of the rest the
 * end is kept, for when the server dies. Safe for use by several threads.
 */
public final class ServerLog {

  private static final int KEPT_LINES = 60;
  private static final Pattern COLOUR = Pattern.compile("\\u001b\\[[0-9;]*m");
  private static final Pattern URGENT =
      Pattern.compile("^\\S+ +(?:(?:ERROR|FATAL|SEVERE) |WARN(?:ING)? +\\[org\\.pop3ra).*");

  private final Consumer<String> urgent;
  private final Deque<String> end = new ArrayDeque<>();
  private volatile Thread reader;

  public ServerLog(Consumer<String> urgent) {
    this.urgent = requireNonNull(urgent, "urgent is null");
  }

  /** The last lines, oldest first. */
  public List<String> end() {
    synchronized (end) {
      return List.copyOf(end);
    }
  }

  void follow(InputStream output) {
    reader = new Thread(() -> read(output), "server-log");
    reader.setDaemon(true);
    reader.start();
  }

  /** Waits until all is read that a process which has ended had printed. */
  void await() throws InterruptedException {
    reader.join();
  }

  void add(String printed) {
    String line = COLOUR.matcher(printed).replaceAll("");
    synchronized (end) {
      end.addLast(line);
      if (end.size() > KEPT_LINES) {
        end.removeFirst();
      }
    }
    if (URGENT.matcher(line).matches()) {
      urgent.accept(line);
    }
  }

  private void read(InputStream output) {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(output, UTF_8))) {
      lines.lines().forEach(this::add);
    } catch (IOException | UncheckedIOException e) {
      add("The server's output cannot be read: " + e.getMessage());
    }
  }
}
