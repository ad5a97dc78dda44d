package org.pop3ra.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The transparent huge pages of a Linux machine, as its kernel tells of them below {@code mm}. */
record LargePages(Path mm) {

  /** On another system none. */
  static LargePages ofThisMachine() {
    return new LargePages(Path.of("/sys/kernel/mm"));
  }

  /**
   * Whether a JVM gets them if it asks. Some JVMs crash where they ask and the kernel does not tell
   * the size (before Linux 4.10), or has no directory of page sizes.
   */
  boolean forWhoAsks() {
    return Files.isDirectory(mm.resolve("hugepages"))
        && Files.isReadable(mm.resolve("transparent_hugepage/hpage_pmd_size"))
        && !enabled().contains("[never]");
  }

  private String enabled() {
    try {
      return Files.readString(mm.resolve("transparent_hugepage/enabled"));
    } catch (IOException e) {
      return "[never]";
    }
  }
}
