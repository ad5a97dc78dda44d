package org.pop3ra.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pop3ra.spi.MaildropException.Reason;

/**
 * What every {@link MaildropListener} must do with credentials; a part of {@link
 * MaildropListenerContract}. Each test starts without any account.
 */
public abstract class LoginContract {
  private static final CanonicalMessage FIRST = CanonicalMessage.ofLines("Subject: 1", "", "one");

  protected abstract MaildropListener listener();

  /** Makes an account, or adds messages to the maildrop of one that is there. */
  protected abstract void deliver(String user, String password, List<CanonicalMessage> messages)
      throws Exception;

  OpenMaildrop open(String user, String password) throws MaildropException {
    return listener().open(new PasswordCredentials(user, password));
  }

  static void assertRefused(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            MaildropException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void anEmptyMaildropOpens() throws Exception {
    deliver("mrose", "secret", List.of());

    assertThat(open("mrose", "secret").listing().size()).isZero();
  }

  @Test
  void theNameIsComparedCaseInsensitivelyAndThePasswordIsNot() throws Exception {
    deliver("mrose", "secret", List.of());

    assertRefused(Reason.CREDENTIALS, () -> open("mrose", "Secret"));
    assertThat(open("MRose", "secret").listing().size()).isZero();
  }

  @Test
  void wrongPasswordAndUnknownUserAreNotToldApart() throws Exception {
    deliver("mrose", "secret", List.of());

    assertRefused(Reason.CREDENTIALS, () -> open("mrose", "wrong"));
    assertRefused(Reason.CREDENTIALS, () -> open("nobody", "secret"));
  }

  @Test
  void oneSessionAtATimeAndOnlyTheRightPasswordLearnsOfIt() throws Exception {
    deliver("mrose", "secret", List.of(FIRST));
    open("mrose", "secret");

    assertRefused(Reason.IN_USE, () -> open("mrose", "secret"));
    assertRefused(Reason.CREDENTIALS, () -> open("mrose", "wrong"));
  }

  @Test
  void passwordsAndScramAreAmongTheProofs() throws Exception {
    assertThat(listener().proofs(IdentitySettings.defaults()))
        .contains(Proof.PASSWORD, Proof.SCRAM_SHA_1, Proof.SCRAM_SHA_256, Proof.SCRAM_SHA_512);
  }

  @ParameterizedTest
  @EnumSource
  void whoProvesThePasswordByScramIsLetIn(ScramHash hash) throws Exception {
    deliver("mrose", "secret", List.of(FIRST));

    assertThat(listener().open(ScramProof.of(listener(), "MRose", "secret", hash, "")).lease())
        .isNotNull();
    assertRefused(
        Reason.IN_USE,
        () -> listener().open(ScramProof.of(listener(), "mrose", "secret", hash, "MROSE")));
  }

  @Test
  void whoProvesAnotherPasswordOrAsksForAnotherAccountIsNotLetIn() throws Exception {
    deliver("mrose", "secret", List.of());
    deliver("jdoe", "secret", List.of());

    assertScramRefused("mrose", "wrong", "");
    assertScramRefused("nobody", "secret", "");
    assertScramRefused("mrose", "secret", "jdoe");
    assertRefused(
        Reason.CREDENTIALS,
        () -> listener().open(new PasswordCredentials("mrose", "secret", "jdoe")));
  }

  private void assertScramRefused(String user, String password, String authzid) throws Exception {
    Credentials shown = ScramProof.of(listener(), user, password, ScramHash.SHA_256, authzid);
    assertRefused(Reason.CREDENTIALS, () -> listener().open(shown));
  }

  @Test
  void anUnknownUserHasTheSameSaltEachTime() throws Exception {
    deliver("mrose", "secret", List.of());
    byte[] unknown = listener().verifier("nobody", ScramHash.SHA_256).salt();

    assertThat(listener().verifier("NoBody", ScramHash.SHA_256).salt()).isEqualTo(unknown);
    assertThat(listener().verifier("nobody", ScramHash.SHA_512).hash())
        .isEqualTo(ScramHash.SHA_512);
    assertThat(listener().verifier("somebody", ScramHash.SHA_256).salt()).isNotEqualTo(unknown);
    assertThat(listener().verifier("mrose", ScramHash.SHA_256).salt()).isNotEqualTo(unknown);
  }
}
