package org.pop3ra.bench.micro;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openjdk.jmh.infra.Blackhole;
import org.pop3ra.session.Client;
import org.pop3ra.session.LoginGuard;
import org.pop3ra.session.LoginMethods;
import org.pop3ra.session.Pop3Session;
import org.pop3ra.session.Pop3Settings;
import org.pop3ra.spi.Credentials;
import org.pop3ra.spi.Lease;
import org.pop3ra.spi.Listing;
import org.pop3ra.spi.MaildropListener;
import org.pop3ra.spi.OpenMaildrop;
import org.pop3ra.spi.Proof;

/**
 * A maildrop in memory whose messages are all alike: what is measured is not the store. A read
 * copies, as a database's driver does.
 */
record OneMaildrop(Listing listing, byte[] content) implements MaildropListener {

  OneMaildrop {
    requireNonNull(listing, "listing is null");
    requireNonNull(content, "content is null");
  }

  /** So many messages of one content. */
  static OneMaildrop of(int messages, byte[] content, boolean stuffed) {
    return new OneMaildrop(list(messages, content.length, stuffed), content);
  }

  static Listing list(int messages, int octets, boolean stuffed) {
    Listing.Builder listing = new Listing.Builder();
    for (int i = 0; i < messages; i++) {
      listing.add(2L * i, octets, 0, stuffed, "%022d".formatted(i));
    }
    return listing.build();
  }

  /** A session that has logged in. */
  Drive<MaildropListener> session(Blackhole hole) throws Exception {
    Pop3Session session =
        new Pop3Session(
            Pop3Settings.defaults(),
            LoginMethods.of(Set.of(Proof.PASSWORD), "bench.example"),
            new LoginGuard(Duration.ZERO, System::nanoTime),
            Client.inTheClear(InetAddress.getLoopbackAddress()));
    Drive<MaildropListener> drive = new Drive<>(session, this, hole);
    drive.say(Drive.octets("USER bench00000\r\nPASS pw00000\r\n"));
    return drive;
  }

  @Override
  public boolean ready(Optional<String> nodeName) {
    return true;
  }

  @Override
  public OpenMaildrop open(Credentials credentials) {
    return new OpenMaildrop(new Held(), listing);
  }

  @Override
  public List<byte[]> read(Lease lease, long sequence, long offset, int length) {
    int from = Math.toIntExact(offset);
    return List.of(Arrays.copyOfRange(content, from, Math.min(content.length, from + length)));
  }

  @Override
  public void commit(Lease lease, long[] sequences) {
    throw new UnsupportedOperationException("nothing is deleted here");
  }

  private record Held() implements Lease {
    @Override
    public boolean current() {
      return true;
    }

    @Override
    public void release() {}
  }
}
