package org.pop3ra.transcript;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pop3ra.session.Conversation;
import org.pop3ra.session.TestClock;
import org.pop3ra.session.TlsSession;
import org.pop3ra.session.TlsSessions;
import org.pop3ra.session.Wire;

/**
 * Plays transcripts on conversations without I/O. Knows the actions {@code wait 10m} (also {@code
 * s}) and {@code shutdown}; what a protocol adds comes with a subclass.
 *
 * @param <L> the listener type of the conversations
 */
public abstract class ConversationStage<L> implements Stage {
  protected final TestClock clock = new TestClock();

  /** What comes of the client's handshakes. */
  protected TlsSession handshake = TlsSessions.anonymous();

  private final List<Wire<L>> wires = new ArrayList<>();

  /** The server's end of a new connection. */
  protected abstract Conversation<L> converse();

  protected abstract L listener();

  @Override
  public Peer connect() {
    Wire<L> wire = new Wire<>(converse(), listener(), clock);
    wires.add(wire);
    return new WirePeer(wire, handshake);
  }

  @Override
  public void act(List<String> words) {
    switch (words.get(0)) {
      case "wait" -> elapse(duration(words.get(1)));
      case "shutdown" -> wires.forEach(Wire::shutDown);
      default -> throw new IllegalArgumentException("unknown action " + words);
    }
  }

  @Override
  public void close() {
    wires.forEach(Wire::drop);
  }

  private void elapse(Duration duration) {
    clock.advance(duration);
    wires.forEach(Wire::tick);
  }

  private static Duration duration(String text) {
    return Duration.parse("PT" + text);
  }

  /** Output is there as soon as it was caused: a line that is not there will not come. */
  private static final class WirePeer implements Peer {
    private final Wire<?> wire;
    private final TlsSession handshake;
    private String unread = "";

    WirePeer(Wire<?> wire, TlsSession handshake) {
      this.wire = wire;
      this.handshake = handshake;
    }

    @Override
    public void send(byte[] octets) {
      wire.send(octets);
    }

    @Override
    public Optional<String> readLine() {
      unread += new String(wire.takeOutput(), StandardCharsets.ISO_8859_1);
      int end = unread.indexOf('\n') + 1;
      if (end == 0 && !wire.isClosed()) {
        throw new AssertionError("the server is silent, and has not closed");
      }
      String line = end == 0 ? unread : unread.substring(0, end);
      unread = unread.substring(line.length());
      return line.isEmpty() ? Optional.empty() : Optional.of(line);
    }

    @Override
    public void startTls() {
      unread += new String(wire.takeOutput(), StandardCharsets.ISO_8859_1);
      if (!unread.isEmpty()) {
        throw new AssertionError("said in the clear, and not read: " + unread);
      }
      wire.startTls(handshake);
    }

    @Override
    public byte[] serverEndPoint() {
      return handshake.serverEndPoint().orElseThrow();
    }

    @Override
    public void shutdownOutput() {
      wire.shutdownOutput();
    }

    @Override
    public void drop() {
      wire.drop();
    }
  }
}
