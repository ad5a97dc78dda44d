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
import org.pop3ra.spi.Listing;
import org.pop3ra.spi.MaildropListener;

/** What a login makes of the rows that it read, and the replies to LIST and UIDL. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Listings {
  private static final int OCTETS = 8192;

  @Param({"20", "50000"})
  public int messages;

  private final ByteBuffer list = Drive.octets("LIST\r\n");
  private final ByteBuffer uidl = Drive.octets("UIDL\r\n");
  private String[] uniqueIds;
  private Drive<MaildropListener> session;

  @Setup
  public void login(Blackhole hole) throws Exception {
    OneMaildrop maildrop = OneMaildrop.of(messages, new byte[OCTETS], false);
    uniqueIds = new String[messages];
    for (int i = 0; i < messages; i++) {
      uniqueIds[i] = maildrop.listing().uniqueId(i);
    }
    session = maildrop.session(hole);
  }

  /** Packs the rows of a maildrop. */
  @Benchmark
  public Listing pack() {
    Listing.Builder listing = new Listing.Builder();
    for (int i = 0; i < uniqueIds.length; i++) {
      listing.add(i, OCTETS, 0, false, uniqueIds[i]);
    }
    return listing.build();
  }

  @Benchmark
  public void list() throws Exception {
    session.say(list);
  }

  @Benchmark
  public void uidl() throws Exception {
    session.say(uidl);
  }
}
