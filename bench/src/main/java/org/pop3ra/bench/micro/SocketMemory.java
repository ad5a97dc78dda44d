package org.pop3ra.bench.micro;

import java.nio.ByteBuffer;
import org.pop3ra.protocol.Sink;

/** Memory as the socket takes it, used again and again: room for one piece of a reply. */
final class SocketMemory implements Sink {
  private final ByteBuffer octets = ByteBuffer.allocateDirect(1024 * 1024);

  void clear() {
    octets.clear();
  }

  @Override
  public Sink append(byte[] source, int from, int to) {
    octets.put(source, from, to - from);
    return this;
  }

  @Override
  public Sink octet(int octet) {
    octets.put((byte) octet);
    return this;
  }
}
