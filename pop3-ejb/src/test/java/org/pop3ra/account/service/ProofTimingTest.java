package org.pop3ra.account.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pop3ra.account.domain.Argon2Parameters;
import org.pop3ra.account.domain.EncryptedSecret;
import org.pop3ra.account.domain.ScramSalts;
import org.pop3ra.account.domain.ScramVerifiers;
import org.pop3ra.account.domain.StoredLogin;
import org.pop3ra.fixture.Timing;
import org.pop3ra.spi.CertificateName;
import org.pop3ra.spi.ChallengeCredentials;
import org.pop3ra.spi.ChallengeCredentials.Algorithm;
import org.pop3ra.spi.IdentitySettings;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.ScramCredentials;
import org.pop3ra.spi.ScramHash;

/**
 * All refusals of proofs that show no password take the same time, as {@link LoginTimingTest} has
 * it for passwords: by processor time.
 */
class ProofTimingTest {
  private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();
  private static final SecretKeySpec KEY = new SecretKeySpec(new byte[16], "AES");

  private final FakeLogins logins = new FakeLogins();
  private final Authenticator authenticator =
      new Authenticator(
          logins,
          new Passwords(
              new HashingGate(1, 1, Duration.ofSeconds(30)), new Argon2Parameters(64, 1, 1)));

  /** Each is one step of a mechanism, with a wrong proof where there is one. */
  private enum Step {
    SCRAM_CHALLENGE {
      @Override
      void take(Authenticator authenticator, String user) throws MaildropException {
        authenticator.verifier(user, ScramHash.SHA_256);
      }
    },
    SCRAM_PROOF {
      @Override
      void take(Authenticator authenticator, String user) throws MaildropException {
        authenticator.authenticate(
            new ScramCredentials(user, "", ScramHash.SHA_256, new byte[100], new byte[32]));
      }
    },
    CRAM_MD5 {
      @Override
      void take(Authenticator authenticator, String user) throws MaildropException {
        authenticator.authenticate(
            new ChallengeCredentials(user, Algorithm.CRAM_MD5, "<1@x>", new byte[16]));
      }
    },
    APOP {
      @Override
      void take(Authenticator authenticator, String user) throws MaildropException {
        authenticator.authenticate(
            new ChallengeCredentials(user, Algorithm.APOP, "<1@x>", new byte[16]));
      }
    };

    abstract void take(Authenticator authenticator, String user) throws MaildropException;
  }

  @BeforeEach
  void accounts() throws MaildropException {
    authenticator.proofs(new IdentitySettings(4096, Optional.of(KEY), CertificateName.NONE));
    logins.put(
        "known",
        new StoredLogin(
            1,
            1,
            Optional.empty(),
            1,
            Optional.of(
                ScramVerifiers.of("secret", 4096, new ScramSalts(logins.secret()).of("known"))
                    .format()),
            Optional.of(EncryptedSecret.of("secret", KEY))));
    logins.put("without", new StoredLogin(2, 2, Optional.empty(), 1));
  }

  @ParameterizedTest
  @EnumSource
  void nobodyCanTellWhoIsKnown(Step step) throws Exception {
    new Timing(1500, 1500)
        .assertAlike(0.6, 1.7, user -> refusal(step, user), List.of("known", "unknown", "without"));
  }

  private long refusal(Step step, String user) {
    long start = THREAD.getCurrentThreadCpuTime();
    boolean refused = step == Step.SCRAM_CHALLENGE;
    try {
      step.take(authenticator, user);
    } catch (MaildropException e) {
      refused = true;
    }
    long taken = THREAD.getCurrentThreadCpuTime() - start;
    assertThat(refused).isTrue();
    return taken;
  }
}
