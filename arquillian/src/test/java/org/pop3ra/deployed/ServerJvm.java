package org.pop3ra.deployed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The inside of a server's process, as the JDK's tools show it. */
record ServerJvm(ProcessHandle process) {

  /** The one that Arquillian started: it runs from our base directory, not always as a child. */
  static ServerJvm managed() {
    String base = Path.of(System.getProperty("it.base")).normalize().toString();
    return ProcessHandle.allProcesses()
        .filter(p -> !p.equals(ProcessHandle.current()))
        .filter(p -> commandLine(p).contains(base))
        .findFirst()
        .map(ServerJvm::new)
        .orElseThrow();
  }

  /** All of it: the JDK reads no further than a page, and Payara's is longer. */
  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"), UTF_8);
    } catch (IOException e) {
      // It has ended meanwhile, or is somebody else's.
      return "";
    }
  }

  /** Whether a native library of that name is in use. */
  boolean maps(String library) throws IOException {
    return Files.readString(Path.of("/proc", Long.toString(process.pid()), "maps"), UTF_8)
        .contains(library);
  }

  /** How many objects of a class there are, after a full collection. */
  long instances(String className) throws IOException {
    String quoted = Pattern.quote(className);
    return Pattern.compile("(?m)^ *\\d+: +(\\d+) +\\d+ +" + quoted + "( .*)?$")
        .matcher(ask("GC.class_histogram"))
        .results()
        .mapToLong(row -> Long.parseLong(row.group(1)))
        .sum();
  }

  /** Octets of heap that are in use when all garbage is gone. */
  long heapInUse() throws IOException {
    return Pattern.compile("(?m)^Total +\\d+ +(\\d+)")
        .matcher(ask("GC.class_histogram"))
        .results()
        .mapToLong(total -> Long.parseLong(total.group(1)))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Octets that Java code has taken from outside of its heap, as Netty's buffers are; only where
   * the process keeps count ({@code -XX:NativeMemoryTracking}).
   */
  long directInUse() throws IOException {
    return Pattern.compile("(?m)^- +Other \\(reserved=\\d+, committed=(\\d+)\\)")
        .matcher(ask("VM.native_memory", "summary", "scale=B"))
        .results()
        .mapToLong(other -> Long.parseLong(other.group(1)))
        .findFirst()
        .orElseThrow();
  }

  /**
   * How many class loaders a full collection left of the application, or, where each module has its
   * own, of that which has the most.
   */
  long ownClassLoaders() throws IOException {
    return switch (Product.underTest()) {
      case WILDFLY -> moduleClassLoaders();
      case PAYARA -> instances("org.glassfish.javaee.full.deployment.EarClassLoader");
    };
  }

  private long moduleClassLoaders() throws IOException {
    ask("GC.run");
    return Pattern.compile("\"(deployment\\.pop3\\.ear[^\"]*)\"")
        .matcher(ask("VM.classloaders", "fold=false"))
        .results()
        .collect(Collectors.groupingBy(module -> module.group(1), Collectors.counting()))
        .values()
        .stream()
        .mapToLong(Long::longValue)
        .max()
        .orElse(0);
  }

  /** Every thread, by a name that no other will have: pools number theirs. */
  Set<String> threads() throws IOException {
    return Pattern.compile("(?m)^\"([^\"]*)\" #(\\d+)")
        .matcher(ask("Thread.print"))
        .results()
        .map(thread -> thread.group(2) + " " + thread.group(1))
        .collect(Collectors.toSet());
  }

  /** The names of the threads that our adapter starts, or that the container runs for it. */
  List<String> ownThreads() throws IOException {
    return Pattern.compile("(?m)^\"(pop3[^\"]*)\"")
        .matcher(ask("Thread.print"))
        .results()
        .map(m -> m.group(1))
        .toList();
  }

  /** How many threads are inside a method of a class. */
  long threadsIn(String className) throws IOException {
    return Arrays.stream(ask("Thread.print").split("\n\n", -1))
        .filter(thread -> thread.contains("\tat " + className + "."))
        .count();
  }

  private String ask(String... command) throws IOException {
    List<String> jcmd = new ArrayList<>();
    jcmd.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    jcmd.add(Long.toString(process.pid()));
    jcmd.addAll(List.of(command));
    Process asked = new ProcessBuilder(jcmd).redirectErrorStream(true).start();
    return new String(asked.getInputStream().readAllBytes(), UTF_8);
  }
}
