package org.pop3ra.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailedLoginsTest {
  private final TestClock clock = new TestClock();
  private final FailedLogins failedLogins = new FailedLogins(Duration.ofSeconds(1), clock);

  private static InetAddress address(int number) {
    try {
      byte[] octets = {10, (byte) (number >> 16), (byte) (number >> 8), (byte) number};
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theFirstDelayIsTheConfiguredOne() {
    assertThat(failedLogins.failed(address(1))).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void delaysGrowSlowlyUpToALimit() {
    assertThat(failedLogins.failed(address(1))).isEqualTo(Duration.ofSeconds(1));
    assertThat(failedLogins.failed(address(1))).isEqualTo(Duration.ofMillis(1500));
    assertThat(failedLogins.failed(address(1))).isEqualTo(Duration.ofSeconds(2));
    for (int i = 0; i < 1000; i++) {
      failedLogins.failed(address(1));
    }
    assertThat(failedLogins.failed(address(1))).isEqualTo(Duration.ofSeconds(8));
  }

  @Test
  void anotherAddressIsAnotherMatter() {
    failedLogins.failed(address(1));

    assertThat(failedLogins.failed(address(2))).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void successIsForgiveness() {
    failedLogins.failed(address(1));
    failedLogins.succeeded(address(1));

    assertThat(failedLogins.failed(address(1))).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void timeForgets() {
    failedLogins.failed(address(1));
    clock.advance(Duration.ofMinutes(11));

    assertThat(failedLogins.failed(address(1))).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void whoFailedLongestAgoIsForgottenFirst() {
    failedLogins.failed(address(0));
    failedLogins.failed(address(1));
    failedLogins.failed(address(0));
    for (int i = 2; i <= 10_000; i++) {
      failedLogins.failed(address(i));
    }

    assertThat(failedLogins.failed(address(0))).isEqualTo(Duration.ofSeconds(2));
    assertThat(failedLogins.failed(address(1))).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void noDelayMayBeConfigured() {
    FailedLogins quick = new FailedLogins(Duration.ZERO, clock);

    assertThat(quick.failed(address(1))).isZero();
    assertThat(quick.failed(address(1))).isZero();
  }
}
