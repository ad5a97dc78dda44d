package org.pop3ra.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ports that the server will open.
 *
 * @param pop3s 0: none
 * @param lmtps 0: none
 */
record Ports(int pop3, int pop3s, int lmtp, int lmtps, int http, int management) {

  static Ports of(Environment environment) throws LaunchException {
    Ports ports =
        new Ports(
            environment.port("POP3_PORT", 1110),
            environment.portOrNone("POP3S_PORT", 1995),
            environment.port("LMTP_PORT", 1024),
            environment.portOrNone("LMTPS_PORT", 0),
            environment.port("POP3_HTTP_PORT", 8080),
            environment.port("POP3_MANAGEMENT_PORT", 9990));
    ports.checkDistinct();
    return ports;
  }

  /** Says of the first port that somebody else has which one it is, and how to choose another. */
  void checkFree(InetAddress bind, InetAddress lmtpBind) throws LaunchException {
    checkOwn("POP3_BIND", bind);
    checkOwn("LMTP_BIND", lmtpBind);
    checkFree("POP3_PORT", pop3, bind);
    checkFree("POP3S_PORT", pop3s, bind);
    checkFree("LMTP_PORT", lmtp, lmtpBind);
    checkFree("LMTPS_PORT", lmtps, lmtpBind);
    checkFree("POP3_HTTP_PORT", http, bind);
    checkFree("POP3_MANAGEMENT_PORT", management, InetAddress.getLoopbackAddress());
  }

  private static void checkOwn(String variable, InetAddress address) throws LaunchException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(address, 0));
    } catch (IOException e) {
      throw new LaunchException(
          "%s is '%s': no port can be opened there (%s). It must be an address of this machine."
              .formatted(variable, address.getHostAddress(), e.getMessage()));
    }
  }

  private static void checkFree(String variable, int port, InetAddress address)
      throws LaunchException {
    if (port == 0) {
      return;
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
    } catch (IOException e) {
      String host = address.getHostAddress();
      throw new LaunchException(
          "Port %d on %s cannot be used (%s). Free it, or set %s to another."
              .formatted(port, host, e.getMessage(), variable));
    }
  }

  private void checkDistinct() throws LaunchException {
    Map<Integer, String> seen = new HashMap<>();
    for (Map.Entry<String, Integer> port : byVariable().entrySet()) {
      String other = seen.putIfAbsent(port.getValue(), port.getKey());
      if (other != null) {
        throw new LaunchException(
            "%s and %s are both %d.".formatted(other, port.getKey(), port.getValue()));
      }
    }
  }

  private Map<String, Integer> byVariable() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put("POP3_PORT", pop3);
    ports.put("POP3S_PORT", pop3s);
    ports.put("LMTP_PORT", lmtp);
    ports.put("LMTPS_PORT", lmtps);
    ports.put("POP3_HTTP_PORT", http);
    ports.put("POP3_MANAGEMENT_PORT", management);
    ports.values().removeIf(port -> port == 0);
    return ports;
  }
}
