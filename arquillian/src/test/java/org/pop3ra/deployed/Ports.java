package org.pop3ra.deployed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for servers that tests start. They are below those that the kernel gives to clients: a
 * server takes ten seconds to listen on one, and meanwhile no client may have it.
 */
final class Ports {
  private static final int FIRST = 20_000;
  private static final int END = 32_768;
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(FIRST, END - 1000));

  private Ports() {}

  /** Nobody listens there now, and no other test gets it. */
  static int free() {
    while (true) {
      int port = NEXT.getAndIncrement();
      if (port >= END) {
        NEXT.compareAndSet(port + 1, FIRST);
      } else if (nobodyListens(port)) {
        return port;
      }
    }
  }

  private static boolean nobodyListens(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
