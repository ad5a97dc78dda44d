package org.pop3ra.account.service;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pop3ra.account.domain.Argon2Parameters;
import org.pop3ra.account.domain.PasswordHash;
import org.pop3ra.account.domain.StoredLogin;
import org.pop3ra.fixture.Timing;
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
  void everyRefusalTakesAsLongAsAWrongPassword() throws Exception {
    String hash = PasswordHash.of("secret".getBytes(StandardCharsets.UTF_8), PARAMETERS).format();
    logins.put("known", new StoredLogin(1, 1, Optional.of(hash), 1));
    logins.put("without", new StoredLogin(2, 2, Optional.empty(), 1));
    logins.put("broken", new StoredLogin(3, 3, Optional.of("?"), 1));
    logins.put("remembered", new StoredLogin(4, 4, Optional.of(hash), 1));
    authenticator.authenticate(new PasswordCredentials("remembered", "secret"));

    new Timing(10, ROUNDS)
        .assertAlike(
            0.6,
            1.7,
            this::refusal,
            List.of("known", "unknown", "without", "broken", "remembered"));
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
}
