package org.pop3ra.deployed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a process takes TCP connections, as the kernel says: proc(5), /proc/[pid]/net/tcp. */
record ListeningSockets(ProcessHandle process) {

  private static final String LISTEN = "0A";
  private static final int LOCAL = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;
  private static final int WORD = 4;

  List<InetSocketAddress> addresses() throws IOException {
    Set<String> own = inodes();
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      for (String line : Files.readAllLines(directory().resolve(table), US_ASCII)) {
        String[] columns = line.strip().split("\\s+", -1);
        if (columns[STATE].equals(LISTEN) && own.contains(columns[INODE])) {
          addresses.add(address(columns[LOCAL]));
        }
      }
    }
    return addresses;
  }

  private Path directory() {
    return Path.of("/proc", Long.toString(process.pid()));
  }

  private Set<String> inodes() throws IOException {
    try (Stream<Path> descriptors = Files.list(directory().resolve("fd"))) {
      return descriptors
          .map(ListeningSockets::target)
          .filter(target -> target.startsWith("socket:["))
          .map(target -> target.substring("socket:[".length(), target.length() - 1))
          .collect(Collectors.toSet());
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (NoSuchFileException e) {
      return "closed meanwhile";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Words of four octets, each with its last octet first. */
  private static InetSocketAddress address(String hexadecimal) throws IOException {
    String[] parts = hexadecimal.split(":", -1);
    byte[] written = HexFormat.of().parseHex(parts[0]);
    byte[] octets = new byte[written.length];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = written[i / WORD * WORD + WORD - 1 - i % WORD];
    }
    return new InetSocketAddress(
        InetAddress.getByAddress(octets), HexFormat.fromHexDigits(parts[1]));
  }
}
