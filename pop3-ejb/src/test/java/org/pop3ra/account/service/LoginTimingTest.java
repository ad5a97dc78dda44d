package org.pop3ra.account.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pop3ra.account.domain.Argon2Parameters;
import org.pop3ra.account.domain.PasswordHash;
import org.pop3ra.account.domain.StoredLogin;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.PasswordCredentials;

/**
 * All refusals take the same time. Without the computation for nobody's sake an unknown name would
 * be answered a hundred times faster. What is measured is the processor time of the thread, which
 * other work on the machine hardly changes, and in turns, so that what does slows down all kinds.
 */
class LoginTimingTest {
  private static final Argon2Parameters PARAMETERS = new Argon2Parameters(4096, 2, 1);
  private static final int ROUNDS = 40;
  private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

  private final FakeLogins logins = new FakeLogins();
  private final Authenticator authenticator =
      new Authenticator(
          logins, new Passwords(new HashingGate(1, 1, Duration.ofSeconds(30)), PARAMETERS));

  @Test
  void everyRefusalTakesAsLongAsAWrongPassword() {
    String hash = PasswordHash.of("secret".getBytes(StandardCharsets.UTF_8), PARAMETERS).format();
    logins.put("known", new StoredLogin(1, 1, Optional.of(hash), 1));
    logins.put("without", new StoredLogin(2, 2, Optional.empty(), 1));
    logins.put("broken", new StoredLogin(3, 3, Optional.of("?"), 1));
    String[] users = {"known", "unknown", "without", "broken"};
    long[][] nanos = new long[users.length][ROUNDS];

    for (int round = -10; round < ROUNDS; round++) {
      for (int user = 0; user < users.length; user++) {
        nanos[user][Math.max(round, 0)] = refusal(users[user]);
      }
    }

    double wrongPassword = median(nanos[0]);
    for (int user = 1; user < users.length; user++) {
      assertThat(median(nanos[user]) / wrongPassword).as(users[user]).isBetween(0.6, 1.7);
    }
  }

  private long refusal(String user) {
    long start = THREAD.getCurrentThreadCpuTime();
    try {
      authenticator.authenticate(new PasswordCredentials(user, "wrong"));
      throw new AssertionError("let in");
    } catch (MaildropException e) {
      return THREAD.getCurrentThreadCpuTime() - start;
    }
  }

  private static double median(long[] samples) {
    long[] sorted = samples.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
