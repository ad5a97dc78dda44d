package org.pop3ra.netty;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.pop3ra.spi.CanonicalMessage;
import org.pop3ra.spi.ScriptedMaildrops;

/**
 * A server for a network namespace of its own: tells its port, and then how many connections there
 * are and how many maildrops are held, until it is ended.
 */
final class DeadPeerServer {
  private static final int OCTETS = 20 * 1024 * 1024;

  private DeadPeerServer() {}

  public static void main(String[] arguments) throws IOException {
    ScriptedMaildrops maildrops = new ScriptedMaildrops();
    maildrops.add("idle", "secret", List.of(CanonicalMessage.ofLength(100)));
    maildrops.add("reading", "secret", List.of(CanonicalMessage.ofLength(OCTETS)));
    TestServer.Builder builder = TestServer.serving(maildrops);
    builder.address = arguments[0];
    // Keepalive says nothing while octets are under way: this limit finds the one that reads.
    builder.writeStall = Duration.ofSeconds(30);
    try (TestServer server = builder.start()) {
      say("port " + server.listener().port());
      while (!Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(200_000_000L);
        int held = (maildrops.isHeld("idle") ? 1 : 0) + (maildrops.isHeld("reading") ? 1 : 0);
        say("connections " + server.listener().connections() + " held " + held);
      }
    }
  }

  private static void say(String line) throws IOException {
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }
}
