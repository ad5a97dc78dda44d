package org.pop3ra.deployed;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.opentest4j.TestAbortedException;

/** A file system of its own, in memory, that a test fills to the last octet. */
record SmallDisk(Path directory) {
  private static final int BLOCK = 4096;

  /** Skips the test, and says so, where file systems must not be mounted. CI may. */
  static SmallDisk mount(int megabytes) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory(Path.of("target"), "disk").toAbsolutePath();
    String size = "size=" + megabytes + "m";
    if (run("mount", "-t", "tmpfs", "-o", size, "none", directory.toString()) != 0) {
      throw new TestAbortedException("NOT TESTED: mount needs root, so that no disk can be full");
    }
    return new SmallDisk(directory);
  }

  /** A directory in it that is there and empty. */
  Path empty(String name) throws IOException {
    return Files.createDirectory(directory.resolve(name));
  }

  /** Somebody else takes all the room that is left. */
  void fill() throws IOException {
    byte[] block = new byte[BLOCK];
    try (OutputStream ballast = Files.newOutputStream(ballast())) {
      while (Files.getFileStore(directory).getUsableSpace() >= BLOCK) {
        ballast.write(block);
      }
    }
  }

  /** And gives it back. */
  void makeRoom() throws IOException {
    Files.deleteIfExists(ballast());
  }

  private Path ballast() {
    return directory.resolve("ballast");
  }

  void unmount() throws IOException, InterruptedException {
    run("umount", "-l", directory.toString());
  }

  private static int run(String program, String... arguments)
      throws IOException, InterruptedException {
    return Tool.named(program, "mount").start(arguments).waitFor();
  }
}
