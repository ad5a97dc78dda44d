package org.pop3ra.server;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One server's configuration, deployments and logs, apart from the installation, so that several
 * servers can run from one. It is made anew for each start: what must last is in the data
 * directory.
 */
public record ServerDirectory(Path base) {

  private static final String EAR = "pop3.ear";

  public ServerDirectory {
    requireNonNull(base, "base is null");
  }

  /** Copies the installation's configuration and puts the application where it is deployed. */
  public void prepare(Path wildfly, Path ear) throws IOException {
    delete();
    Path original = wildfly.resolve("standalone");
    try (Stream<Path> files = Files.walk(original)) {
      for (Path file : files.toList()) {
        Files.copy(file, base.resolve(original.relativize(file).toString()));
      }
    }
    Files.copy(ear, deployment(), StandardCopyOption.REPLACE_EXISTING);
  }

  public Path configuration() {
    return base.resolve("configuration");
  }

  /** Whether the server has given up on the application. */
  boolean deploymentFailed() {
    return Files.exists(base.resolve("deployments").resolve(EAR + ".failed"));
  }

  private Path deployment() {
    return base.resolve("deployments").resolve(EAR);
  }

  private void delete() throws IOException {
    Files.createDirectories(base);
    try (Stream<Path> files = Files.walk(base)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    }
  }
}
