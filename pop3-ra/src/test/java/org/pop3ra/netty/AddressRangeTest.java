package org.pop3ra.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false",
    "192.0.2.0/24, 192.0.2.255, true",
    "192.0.2.0/24, 192.0.3.0, false",
    "192.0.2.128/25, 192.0.2.127, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/33, 2001:db8:ffff::1, false",
    "::ffff:192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, ::ffff:192.0.2.1, true"
  })
  void holdsWhatBeginsAlike(String range, String address, boolean held)
      throws UnknownHostException {
    assertThat(AddressRange.parse(range).orElseThrow().contains(InetAddress.getByName(address)))
        .isEqualTo(held);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "mail.example.org",
        "192.0.2.0/33",
        "192.0.2.0/-1",
        "192.0.2.0/",
        "/8",
        "192.0.2.0/24/8",
        "2001:db8::/129",
        "192.0.2.256",
        "192.0.2.0/a",
        "a.b.c.d"
      })
  void refusesWhatIsNone(String text) {
    assertThat(AddressRange.parse(text)).isEmpty();
  }
}
