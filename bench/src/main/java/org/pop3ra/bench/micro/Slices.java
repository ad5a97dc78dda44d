package org.pop3ra.bench.micro;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.pop3ra.spi.MaildropListener;

/** RETR from the command line to the last octet of the reply, slice by slice. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Slices {

  @Param({"8192", "26214400"})
  public int octets;

  /** Whether the message needs stuffing. */
  @Param({"true", "false"})
  public boolean dots;

  private final ByteBuffer command = Drive.octets("RETR 1\r\n");
  private Drive<MaildropListener> session;

  @Setup
  public void login(Blackhole hole) throws Exception {
    session = OneMaildrop.of(1, Sample.canonical(octets, dots), dots).session(hole);
  }

  @Benchmark
  public void retr() throws Exception {
    session.say(command);
  }
}
