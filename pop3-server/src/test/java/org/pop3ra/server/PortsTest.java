package org.pop3ra.server;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @Test
  void aTakenPortIsSaidByNumber() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
      Ports ports = new Ports(free(), 0, taken.getLocalPort(), 0, free(), free());

      assertThatThrownBy(() -> ports.checkFree(LOOPBACK, LOOPBACK))
          .isInstanceOf(LaunchException.class)
          .hasMessageStartingWith("Port " + taken.getLocalPort() + " on 127.0.0.1 cannot be used")
          .hasMessageContaining("LMTP_PORT");
    }
  }

  @Test
  void aTakenPortOfPop3sIsSaidByNumber() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
      Ports ports = new Ports(free(), taken.getLocalPort(), free(), 0, free(), free());

      assertThatThrownBy(() -> ports.checkFree(LOOPBACK, LOOPBACK))
          .hasMessageStartingWith("Port " + taken.getLocalPort() + " on 127.0.0.1 cannot be used")
          .hasMessageContaining("POP3S_PORT");
    }
  }

  @Test
  void thePortOfLmtpIsLookedForAtItsOwnAddress() throws Exception {
    InetAddress other = InetAddress.getByName("127.0.0.2");
    try (ServerSocket taken = new ServerSocket(0, 1, other)) {
      Ports ports = new Ports(free(), 0, taken.getLocalPort(), 0, free(), free());

      assertThatCode(() -> ports.checkFree(other, LOOPBACK)).doesNotThrowAnyException();
      assertThatThrownBy(() -> ports.checkFree(LOOPBACK, other))
          .isInstanceOf(LaunchException.class)
          .hasMessageContaining("LMTP_PORT");
    }
  }

  @Test
  void anAddressOfAnotherMachineIsRefusedByItsVariable() throws Exception {
    Ports ports = new Ports(free(), free(), free(), free(), free(), free());
    InetAddress documentation = InetAddress.getByName("192.0.2.9");

    assertThatThrownBy(() -> ports.checkFree(documentation, LOOPBACK))
        .hasMessageStartingWith("POP3_BIND is '192.0.2.9': no port can be opened there");
    assertThatThrownBy(() -> ports.checkFree(LOOPBACK, documentation))
        .hasMessageStartingWith("LMTP_BIND is '192.0.2.9'");
  }

  @Test
  void freePortsPass() throws Exception {
    Ports ports = new Ports(free(), free(), free(), free(), free(), free());

    assertThatCode(() -> ports.checkFree(LOOPBACK, LOOPBACK)).doesNotThrowAnyException();
  }

  @Test
  void onePortCannotServeTwice() {
    Environment environment = new Environment(Map.of("LMTP_PORT", "1110"));

    assertThatThrownBy(() -> Ports.of(environment))
        .isInstanceOf(LaunchException.class)
        .hasMessage("POP3_PORT and LMTP_PORT are both 1110.");
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
      return socket.getLocalPort();
    }
  }
}
