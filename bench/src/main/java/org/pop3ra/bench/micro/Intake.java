package org.pop3ra.bench.micro;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
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
import org.pop3ra.lmtp.DeliverySlots;
import org.pop3ra.lmtp.LmtpSession;
import org.pop3ra.lmtp.LmtpSettings;
import org.pop3ra.session.Client;
import org.pop3ra.spi.DeliveryListener;

/** LMTP from MAIL to the last reply: unstuffed, made canonical, hashed, cut into chunks. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Intake {

  @Param({"8192", "26214400"})
  public int octets;

  private final ByteBuffer envelope =
      Drive.octets("MAIL FROM:<>\r\nRCPT TO:<bench00000@bench.example>\r\nDATA\r\n");
  private ByteBuffer data;
  private Drive<DeliveryListener> session;

  @Setup
  public void hello(Blackhole hole) throws Exception {
    LmtpSession lmtp =
        new LmtpSession(
            LmtpSettings.defaults("bench.example"),
            new DeliverySlots(1),
            Client.inTheClear(InetAddress.getLoopbackAddress()),
            Clock.systemUTC());
    session = new Drive<>(lmtp, new Nowhere(), hole);
    session.say(Drive.octets("LHLO bench.example\r\n"));
    data = ByteBuffer.wrap(Sample.data(octets, true));
  }

  @Benchmark
  public void message() throws Exception {
    session.say(envelope);
    session.say(data);
  }
}
