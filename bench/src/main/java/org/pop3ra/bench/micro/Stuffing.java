package org.pop3ra.bench.micro;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.pop3ra.protocol.DotStuffer;
import org.pop3ra.protocol.Octets;

/** Dot-stuffing of a message: a small one, and a slice of a large one. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Stuffing {
  private static final int OCTETS_PER_DOT = 32;

  @Param({"8192", "262144"})
  public int octets;

  /** Whether some line starts with a dot; otherwise nothing is looked for. */
  @Param({"true", "false"})
  public boolean dots;

  private byte[] content;

  @Setup
  public void content() {
    content = Sample.canonical(octets, dots);
  }

  /** All of it, with the terminator. */
  @Benchmark
  public Octets message() {
    DotStuffer stuffer = new DotStuffer(dots);
    Octets out = new Octets(content.length + content.length / OCTETS_PER_DOT);
    stuffer.stuff(content, content.length).copyTo(out);
    stuffer.end(out);
    return out;
  }
}
