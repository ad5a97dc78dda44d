package org.pop3ra.transcript;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The transcripts of this project: files under {@code transcripts/} on the class path. */
public final class Transcripts {

  private Transcripts() {}

  /** All whose name has this ending, such as {@code .pop3}, in the order of their names. */
  public static List<Transcript> ending(String ending) {
    try {
      URI root = Transcripts.class.getResource("/transcripts").toURI();
      if (!root.getScheme().equals("jar")) {
        return under(Path.of(root), ending);
      }
      try (FileSystem jar = FileSystems.newFileSystem(root, Map.of())) {
        return under(jar.getPath("/transcripts"), ending);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Transcript> under(Path root, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(ending))
          .sorted()
          .map(file -> read(root, file))
          .toList();
    }
  }

  private static Transcript read(Path root, Path file) {
    try {
      String name = root.relativize(file).toString().replace('\\', '/');
      return TranscriptReader.read(name, Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
