package org.pop3ra.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where the database is: people's mail, which is nobody else's business. */
final class DataDirectory {

  private DataDirectory() {}

  /** Makes it for its owner only, where the file system knows owners; one that is there stays. */
  static void create(Path data) throws IOException {
    if (data.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectories(
          data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(data);
    }
  }
}
