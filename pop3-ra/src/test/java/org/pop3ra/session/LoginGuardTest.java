package org.pop3ra.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class LoginGuardTest {
  private final TestClock clock = new TestClock();
  private final List<String> warnings = new ArrayList<>();
  private final LoginGuard guard =
      new LoginGuard(Duration.ofSeconds(1), clock, new Warnings(warnings));

  private static InetAddress address(int number) {
    return address(new byte[] {10, (byte) (number >> 16), (byte) (number >> 8), (byte) number});
  }

  private static InetAddress address(byte[] octets) {
    try {
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private Duration fail(int address) {
    return fail(address, "ann");
  }

  private Duration fail(int address, String user) {
    return guard.begin(address(address), user).failed();
  }

  @Test
  void theFirstDelayIsTheConfiguredOne() {
    assertThat(fail(1)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void delaysGrowSlowlyUpToALimit() {
    assertThat(fail(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(fail(1)).isEqualTo(Duration.ofMillis(1500));
    assertThat(fail(1)).isEqualTo(Duration.ofSeconds(2));
    for (int i = 0; i < 1000; i++) {
      fail(1);
    }
    assertThat(fail(1)).isEqualTo(Duration.ofSeconds(8));
  }

  @Test
  void triesCountBeforeTheyAreChecked() {
    LoginGuard.Attempt first = guard.begin(address(1), "ann");
    LoginGuard.Attempt second = guard.begin(address(1), "bob");
    LoginGuard.Attempt third = guard.begin(address(1), "cid");

    assertThat(first.failed()).isEqualTo(Duration.ofSeconds(2));
    assertThat(second.failed()).isEqualTo(Duration.ofSeconds(2));
    assertThat(third.failed()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void anotherAddressIsAnotherMatter() {
    fail(1);

    assertThat(fail(2)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void manyAddressesThatTryOneAccountAreSlowedDownTogether() {
    for (int i = 0; i < 100; i++) {
      fail(i);
    }

    assertThat(fail(100)).as("the first of an address").isEqualTo(Duration.ofSeconds(1));
    assertThat(fail(100)).isGreaterThan(Duration.ofSeconds(4));
    assertThat(fail(101, "bob")).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aNetworkOfIPv6IsOneAddress() {
    byte[] octets = new byte[16];
    octets[0] = 0x20;
    InetAddress one = address(octets.clone());
    octets[15] = 1;
    guard.begin(one, "ann").failed();

    assertThat(guard.begin(address(octets), "bob").failed()).isEqualTo(Duration.ofMillis(1500));
  }

  @Test
  void successForgivesWhatFailedForTheSameAccountOnly() {
    fail(1, "ann");
    fail(1, "bob");
    fail(1, "bob");
    guard.begin(address(1), "ann").succeeded("ann");

    assertThat(fail(1, "ann")).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void whoWaitsFallsBehindWithEachOtherTryFromThereAndComesForwardAgain() {
    LoginGuard.Attempt first = guard.begin(address(1), "ann");
    assertThat(first.rank()).isEqualTo(new Rank(Standing.NEW, 0));

    LoginGuard.Attempt second = guard.begin(address(1), "bob");
    guard.begin(address(2), "ann");
    assertThat(first.rank()).isEqualTo(new Rank(Standing.NEW, 1));
    second.forgiven();
    assertThat(first.rank()).isEqualTo(new Rank(Standing.NEW, 0));

    for (int i = 0; i < 20_000; i++) {
      fail(100 + i);
    }
    assertThat(first.rank()).as("forgotten").isEqualTo(new Rank(Standing.NEW, 0));
  }

  @Test
  void whatWasNoGuessIsForgiven() {
    for (int i = 0; i < 100; i++) {
      guard.begin(address(1), "ann").forgiven();
    }

    LoginGuard.Attempt next = guard.begin(address(1), "ann");
    assertThat(next.standing()).isEqualTo(Standing.NEW);
    assertThat(next.failed()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void fromWhereAnAccountLoggedInItIsKnownWhateverOthersDo() {
    guard.begin(address(1), "Ann").succeeded("ann");
    for (int i = 0; i < 100; i++) {
      fail(1, "bob");
      fail(2, "ann");
    }

    assertThat(guard.begin(address(1), "ann").standing()).isEqualTo(Standing.KNOWN);
    assertThat(guard.begin(address(1), "bob").standing()).isEqualTo(Standing.SUSPECT);
    assertThat(guard.begin(address(2), "ann").standing()).isEqualTo(Standing.SUSPECT);
    assertThat(guard.begin(address(3), "ann").standing()).isEqualTo(Standing.NEW);
  }

  @Test
  void itIsKnownByTheNameThatWasUsedAndByItsOwn() {
    guard.begin(address(1), "ann@example.org").succeeded("ann");
    guard.begin(address(2), "").succeeded("ann");

    assertThat(guard.begin(address(1), "ann@example.org").standing()).isEqualTo(Standing.KNOWN);
    assertThat(guard.begin(address(1), "ann").standing()).isEqualTo(Standing.KNOWN);
    assertThat(guard.begin(address(2), "ann").standing()).isEqualTo(Standing.KNOWN);
    assertThat(guard.begin(address(2), "").standing()).isEqualTo(Standing.NEW);
  }

  @Test
  void aSuccessWithoutANameForgivesNobodyElse() {
    fail(1, "");
    fail(1, "");
    guard.begin(address(1), "").succeeded("ann");

    assertThat(fail(1, "")).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void timeForgets() {
    fail(1);
    clock.advance(Duration.ofMinutes(11));

    assertThat(fail(1)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void whoFailedLongestAgoIsForgottenFirst() {
    fail(0, "");
    fail(1, "");
    fail(0, "");
    for (int i = 2; i <= 10_000; i++) {
      fail(i, "");
    }

    assertThat(fail(0, "")).isEqualTo(Duration.ofSeconds(2));
    assertThat(fail(1, "")).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void noDelayMayBeConfigured() {
    LoginGuard quick = new LoginGuard(Duration.ZERO, clock);

    assertThat(quick.begin(address(1), "ann").failed()).isZero();
    assertThat(quick.begin(address(1), "ann").failed()).isZero();
  }

  @Test
  void aFewFailuresAreNoAlarm() {
    for (int i = 0; i < 49; i++) {
      fail(1);
    }

    assertThat(warnings).isEmpty();
  }

  @Test
  void theAlarmSaysWhatIsGoingOnOnceAMinute() {
    for (int i = 0; i < 500; i++) {
      fail(1, "a\"nn");
    }
    assertThat(warnings)
        .containsExactly(
            "somebody guesses passwords: 50 failed logins within a minute; in ten minutes 50 from"
                + " 10.0.0.1 and 50 to \"a\\u0022nn\"; the next such warning in a minute");

    clock.advance(Duration.ofMinutes(1));
    fail(1);
    assertThat(warnings).hasSize(2);
  }

  /** Keeps what it is told. */
  private record Warnings(List<String> lines) implements System.Logger {
    @Override
    public String getName() {
      return "test";
    }

    @Override
    public boolean isLoggable(Level level) {
      return true;
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String line, Throwable thrown) {
      lines.add(line);
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
      lines.add(java.text.MessageFormat.format(format, parameters));
    }
  }
}
