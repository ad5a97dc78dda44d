package org.pop3ra.tls;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * One side of TLS in memory: octets of the network in and out. The sides of a handshake are driven
 * by turns: {@link #received} what the other sent, then {@link #toSend}.
 */
public final class TlsSide {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final int ROOM = 64 * 1024;

  private final SSLEngine engine;
  private ByteBuffer unread = NOTHING;

  private TlsSide(SSLEngine engine) {
    this.engine = engine;
  }

  public static TlsSide client(SSLEngine engine) {
    engine.setUseClientMode(true);
    return new TlsSide(engine);
  }

  public static TlsSide server(SSLEngine engine) {
    return new TlsSide(engine);
  }

  public SSLEngine engine() {
    return engine;
  }

  public boolean handshaking() {
    HandshakeStatus status = engine.getHandshakeStatus();
    return status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED;
  }

  public void begin() throws SSLException {
    engine.beginHandshake();
  }

  /** What is to be sent now for the handshake's sake. */
  public byte[] toSend() throws SSLException {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    runTasks();
    while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
      sent.writeBytes(wrap(NOTHING));
      runTasks();
    }
    return sent.toByteArray();
  }

  /** Octets of the application's, as records. */
  public byte[] toSend(byte[] octets) throws SSLException {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    ByteBuffer from = ByteBuffer.wrap(octets);
    while (from.hasRemaining()) {
      sent.writeBytes(wrap(from));
    }
    return sent.toByteArray();
  }

  /** Takes records, or parts of them; returns what was said in them. */
  public byte[] received(byte[] records) throws SSLException {
    ByteBuffer all = ByteBuffer.allocate(unread.remaining() + records.length);
    all.put(unread).put(records).flip();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    while (unwrapped(all, said)) {
      runTasks();
    }
    goOn();
    unread = all.slice();
    return said.toByteArray();
  }

  private boolean unwrapped(ByteBuffer from, ByteArrayOutputStream to) throws SSLException {
    if (!from.hasRemaining() || engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
      return false;
    }
    ByteBuffer room = ByteBuffer.allocate(ROOM);
    SSLEngineResult result = engine.unwrap(from, room);
    to.write(room.array(), 0, room.position());
    return result.getStatus() == SSLEngineResult.Status.OK;
  }

  private byte[] wrap(ByteBuffer from) throws SSLException {
    ByteBuffer room = ByteBuffer.allocate(ROOM);
    engine.wrap(from, room);
    byte[] record = new byte[room.flip().remaining()];
    room.get(record);
    return record;
  }

  private void runTasks() throws SSLException {
    for (Runnable task = engine.getDelegatedTask(); task != null; ) {
      task.run();
      goOn();
      task = engine.getDelegatedTask();
    }
  }

  /** A native engine does so only when it is called. */
  private void goOn() throws SSLException {
    if (engine.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP) {
      engine.unwrap(NOTHING.duplicate(), ByteBuffer.allocate(ROOM));
    }
  }
}
