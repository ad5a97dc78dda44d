package org.pop3ra.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a kernel tells of its memory, in a directory like {@code /sys/kernel/mm}. */
record Kernel(Path mm) {

  /** One that gives large pages to who asks. */
  static Kernel withLargePages(Path mm) throws IOException {
    Files.createDirectory(mm.resolve("hugepages"));
    Files.createDirectory(mm.resolve("transparent_hugepage"));
    Files.writeString(mm.resolve("transparent_hugepage/hpage_pmd_size"), "2097152\n");
    return new Kernel(mm).choosing("always [madvise] never\n");
  }

  Kernel choosing(String enabled) throws IOException {
    Files.writeString(mm.resolve("transparent_hugepage/enabled"), enabled);
    return this;
  }

  Kernel without(String file) throws IOException {
    Files.delete(mm.resolve(file));
    return this;
  }

  LargePages pages() {
    return new LargePages(mm);
  }
}
