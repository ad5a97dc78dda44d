package org.pop3ra.bench.compare;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.pop3ra.bench.load.Target;
import org.pop3ra.bench.load.Users;

/** Ports for servers of ours: below those that the kernel gives to clients. */
final class Doors {
  private static final int STEP = 1000;
  private static final int POP3 = 20_110;
  private static final int POP3S = 20_995;
  private static final int LMTP = 20_024;
  private static final int PATIENCE_MILLIS = 1000;

  private Doors() {}

  /** Each number has its own. */
  static Target numbered(int number) {
    int step = number * STEP;
    return new Target(POP3 + step, POP3S + step, LMTP + step, Users.numbered());
  }

  static boolean open(Target target) {
    return open(target.pop3()) && open(target.pop3s()) && open(target.lmtp());
  }

  private static boolean open(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
