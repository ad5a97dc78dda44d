package org.pop3ra.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server that was not told to be reachable from elsewhere is not, whatever it is made of. */
class LoopbackIT extends DeployedServer {

  @Test
  void everyPortIsOnLoopback() throws Exception {
    List<InetSocketAddress> listening =
        new ListeningSockets(ServerJvm.managed().process()).addresses();

    assertThat(listening)
        .extracting(InetSocketAddress::getPort)
        .contains(
            SERVER.pop3Port(),
            SERVER.pop3sPort(),
            SERVER.lmtpPort(),
            SERVER.lmtpsPort(),
            SERVER.httpPort());
    assertThat(listening).allMatch(socket -> socket.getAddress().isLoopbackAddress());
  }
}
