package org.pop3ra.bench.micro;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.pop3ra.protocol.CommandParser;
import org.pop3ra.protocol.LineFramer;
import org.pop3ra.protocol.LineFramer.Event;
import org.pop3ra.protocol.Rejection;

/** From octets to a command: the lines of a session that reads a maildrop of 16 messages. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LineDecoding {
  private static final int MESSAGES = 16;
  private static final int LINES = MESSAGES + 4;
  private static final int LIMIT = 255;

  /** Whether Netty hands over octets outside the heap, as it does for a socket. */
  @Param({"true", "false"})
  public boolean direct;

  private final LineFramer framer = new LineFramer(LineFramer.Ends.CRLF_OR_LF, 1024);
  private ByteBuffer input;

  @Setup
  public void commands() {
    StringBuilder lines = new StringBuilder("USER bench00000\r\nPASS pw00000\r\nSTAT\r\n");
    for (int i = 1; i <= MESSAGES; i++) {
      lines.append("RETR ").append(i).append("\r\n");
    }
    byte[] octets = lines.append("QUIT\r\n").toString().getBytes(US_ASCII);
    input = direct ? ByteBuffer.allocateDirect(octets.length) : ByteBuffer.allocate(octets.length);
    input.put(octets).flip();
  }

  /** One line: framed and parsed. */
  @Benchmark
  @OperationsPerInvocation(LINES)
  public void line(Blackhole hole) throws Rejection {
    input.rewind();
    for (int i = 0; i < LINES; i++) {
      if (framer.next(input, LIMIT) != Event.LINE) {
        throw new IllegalStateException("not a line");
      }
      hole.consume(CommandParser.parse(framer.line()));
    }
  }
}
