package org.pop3ra.netty;

import io.netty.buffer.ByteBuf;
import org.pop3ra.protocol.Sink;

/** A buffer that takes the octets of a reply. */
record BufferSink(ByteBuf buffer) implements Sink {

  @Override
  public Sink append(byte[] octets, int from, int to) {
    buffer.writeBytes(octets, from, to - from);
    return this;
  }

  @Override
  public Sink octet(int octet) {
    buffer.writeByte(octet);
    return this;
  }
}
