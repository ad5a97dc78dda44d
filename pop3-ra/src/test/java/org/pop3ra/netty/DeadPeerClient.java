package org.pop3ra.netty;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;

/** Two clients for a network namespace of their own: one says nothing more, one reads nothing. */
final class DeadPeerClient {
  private DeadPeerClient() {}

  public static void main(String[] arguments) throws IOException {
    InetSocketAddress server =
        new InetSocketAddress(InetAddress.getByName(arguments[0]), Integer.parseInt(arguments[1]));
    try (TestClient idle = connect(server, "USER idle\r\nPASS secret\r\n");
        TestClient reading = connect(server, "USER reading\r\nPASS secret\r\nRETR 1\r\n")) {
      while (idle.socket().isConnected() && reading.socket().isConnected()) {
        LockSupport.park();
      }
    }
  }

  private static TestClient connect(InetSocketAddress server, String words) throws IOException {
    Socket socket = new Socket();
    socket.connect(server);
    return new TestClient(socket).send(words);
  }
}
