package org.pop3ra.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.pop3ra.spi.Effort;

/** A hundred thousand addresses try once each, while an owner logs in and mistypes now and then. */
class FloodTest {
  private static final int MANY = 100_000;
  private static final Duration APART = Duration.ofMillis(2);

  /** Of each kind that is counted, and of those that logged in. */
  private static final int MOST_KEPT = 3 * 10_000 + 100_000;

  private final TestClock clock = new TestClock();
  private final LoginGuard guard = new LoginGuard(Duration.ofSeconds(1), clock);

  /** Those of the flood are in 127.128.0.0/9, the owner is not. */
  private static InetAddress address(int number) {
    return address(127, 128 + (number >> 16), number >> 8, number);
  }

  private static InetAddress address(int... octets) {
    byte[] address = new byte[octets.length];
    for (int i = 0; i < octets.length; i++) {
      address[i] = (byte) octets[i];
    }
    try {
      return InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private void guess(int number, String account) {
    guard.begin(address(number), account).failed();
    clock.advance(APART);
  }

  private void assertTheOwnerIsNotDisturbed(IntFunction<String> guessed) {
    InetAddress home = address(127, 0, 0, 1);
    guard.begin(home, "ann").succeeded("ann");

    for (int i = 0; i < MANY; i++) {
      guess(i, guessed.apply(i));
      if (i % 1000 == 0) {
        assertThat(guard.size()).isLessThanOrEqualTo(MOST_KEPT);
        assertThatTheOwnerGetsInFrom(home, Standing.KNOWN);
        // From elsewhere nothing speaks for him, and nothing against him.
        assertThatTheOwnerGetsInFrom(address(127, 1, i >> 8, i), Standing.NEW);
        assertThat(guard.begin(address(127, 2, i >> 8, i), "ann").failed())
            .as("one wrong password of the owner's")
            .isEqualTo(Duration.ofSeconds(1));
      }
    }
  }

  /** What is not refused, nor held back, has no delay of its own: the right one has none. */
  private void assertThatTheOwnerGetsInFrom(InetAddress address, Standing standing) {
    LoginGuard.Attempt attempt = guard.begin(address, "ann");
    assertThat(attempt.standing()).isEqualTo(standing);
    Crowding crowding = new Crowding(guard.line(), guard.outside(), attempt::rank);
    assertThat(crowding.effort()).isEqualTo(Effort.FULL);
    attempt.succeeded("ann");
  }

  @Test
  void againstOneAccountKeepsItsOwnerFromNothing() {
    assertTheOwnerIsNotDisturbed(number -> "ann");
  }

  @Test
  void againstManyAccountsKeepsNoOwnerFromAnything() {
    assertTheOwnerIsNotDisturbed(number -> "account" + number);
  }

  @Test
  void ofGuessersWhoWaitForAComputationLeavesTheOwnerInFront() {
    guard.begin(address(127, 0, 0, 1), "ann").succeeded("ann");
    for (int i = 0; i < MANY; i++) {
      LoginGuard.Attempt guess = guard.begin(address(i), "ann");
      assertThat(guess.standing()).isEqualTo(Standing.NEW);
      new Crowding(guard.line(), guard.outside(), guess::rank)
          .delay(clock.getAsLong(), Duration.ofMinutes(1));
    }

    LoginGuard.Attempt owner = guard.begin(address(127, 0, 0, 1), "ann");
    Crowding crowding = new Crowding(guard.line(), guard.outside(), owner::rank);

    assertThat(crowding.effort()).isEqualTo(Effort.FULL);
    assertThat(guard.size()).isLessThanOrEqualTo(MOST_KEPT);
  }
}
