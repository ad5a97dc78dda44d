package org.pop3ra.deployed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A file that the server adds to, from where it ended when the test began to look. */
record ServerFile(Path path, long start) {

  /** The log of the server that Arquillian started. */
  static ServerFile log() throws IOException {
    Path path = Product.underTest().log(Path.of(System.getProperty("it.base")));
    return new ServerFile(path, Files.size(path));
  }

  /** What was written since. */
  String added() throws IOException {
    byte[] all = Files.readAllBytes(path);
    return new String(Arrays.copyOfRange(all, (int) start, all.length), UTF_8);
  }
}
