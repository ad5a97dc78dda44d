package org.pop3ra.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true",
    "127.255.1.2, true",
    "::1, true",
    "::ffff:127.0.0.1, true",
    "192.0.2.1, false",
    "128.0.0.1, false",
    "::ffff:192.0.2.1, false",
    "2001:db8::7f00:1, false",
    "::, false",
    "0.0.0.0, false"
  })
  void loopback(String address, boolean local) throws UnknownHostException {
    assertThat(Client.inTheClear(InetAddress.getByName(address)).isLocal()).isEqualTo(local);
  }

  /** InetAddress itself unmaps addresses, but not those that come with a scope. */
  @ParameterizedTest
  @CsvSource({
    "00000000000000000000ffff7f000001, true",
    "00000000000000000000ffffc0000201, false",
    "000000000000000000000000ffff7f01, false",
    "20010db800000000000000007f000001, false"
  })
  void mapped(String hex, boolean local) throws UnknownHostException {
    InetAddress address = Inet6Address.getByAddress(null, HexFormat.of().parseHex(hex), 1);

    assertThat(Client.inTheClear(address).isLocal()).isEqualTo(local);
  }
}
