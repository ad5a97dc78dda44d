package org.pop3ra.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringTokenizer;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Processes with all that they started, as Linux counts their CPU time. What ended and was waited
 * for is in its parent's time.
 */
record ProcessTrees(List<Long> roots) {
  /** What {@code getconf CLK_TCK} says on every Linux that Java runs on. */
  private static final double TICKS_A_SECOND = 100;

  /** In /proc/PID/stat, counted from the state on: utime, stime, cutime, cstime (proc(5)). */
  private static final int FIRST_TIME = 11;

  private static final int TIMES = 4;

  ProcessTrees {
    roots = List.copyOf(roots);
  }

  /** The process that an option names. */
  static long existing(String option, long pid) throws BenchException {
    if (ProcessHandle.of(pid).isEmpty()) {
      throw new BenchException("%s names process %d: there is none.".formatted(option, pid));
    }
    return pid;
  }

  double cpuSeconds() {
    return roots.stream().flatMapToLong(ProcessTrees::tree).map(ProcessTrees::ticks).sum()
        / TICKS_A_SECOND;
  }

  private static LongStream tree(long root) {
    Stream<ProcessHandle> below =
        ProcessHandle.of(root).stream().flatMap(ProcessHandle::descendants);
    return LongStream.concat(LongStream.of(root), below.mapToLong(ProcessHandle::pid));
  }

  /** 0 for a process that has ended. */
  private static long ticks(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // The name of the program is in brackets, and may have some itself.
      StringTokenizer fields = new StringTokenizer(stat.substring(stat.lastIndexOf(')') + 1));
      for (int i = 0; i < FIRST_TIME; i++) {
        fields.nextToken();
      }
      return LongStream.generate(() -> Long.parseLong(fields.nextToken())).limit(TIMES).sum();
    } catch (IOException e) {
      return 0;
    }
  }
}
