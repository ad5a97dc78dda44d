package org.pop3ra.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.PasswordValidationCallback;
import java.io.IOException;
import java.util.Arrays;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.PasswordCredentials;

/** What the adapter makes of a realm's answers; real realms are asked on deployed servers. */
class SecurityInflowTest {
  private final TestContainer container = new TestContainer();

  @AfterEach
  void stop() throws InterruptedException {
    container.stop();
  }

  private void ask(String role, String password) throws MaildropException {
    new SecurityInflow(container, role).require(new PasswordCredentials("ann", password));
  }

  private Reason refusal(String role, String password) {
    return catchThrowableOfType(MaildropException.class, () -> ask(role, password)).reason();
  }

  /** A realm in which everybody's password is one. */
  private static void answer(Callback[] callbacks) {
    PasswordValidationCallback shown = (PasswordValidationCallback) callbacks[0];
    CallerPrincipalCallback caller = (CallerPrincipalCallback) callbacks[1];
    shown.setResult(
        Arrays.equals(shown.getPassword(), "right".toCharArray())
            && shown.getUsername().equals(caller.getName())
            && shown.getSubject().equals(caller.getSubject()));
  }

  @Test
  void theRealmDecides() throws MaildropException {
    container.realm(SecurityInflowTest::answer);

    ask("", "right");
    assertThat(refusal("", "wrong")).isEqualTo(Reason.CREDENTIALS);
  }

  @Test
  void whoLacksTheRoleIsRefused() {
    container.realm(SecurityInflowTest::answer);

    assertThat(refusal("mail", "right")).isEqualTo(Reason.CREDENTIALS);
  }

  @Test
  void aRealmThatIsAwayIsNoWrongPassword() {
    container.realm(
        callbacks -> {
          throw new IOException("the directory is away");
        });

    assertThat(refusal("", "right")).isEqualTo(Reason.TEMPORARY);
  }

  @Test
  void aNameThatNobodyCanHaveIsWrong() {
    container.realm(
        callbacks -> {
          throw new IllegalArgumentException("no name");
        });

    assertThat(refusal("", "right")).isEqualTo(Reason.CREDENTIALS);
  }

  @Test
  void whomTheRealmKnowsByAnotherNameIsVouchedForWithoutRoles() throws MaildropException {
    container.realm(
        callbacks -> {
          answer(callbacks);
          throw new SecurityException("may not become another");
        });

    ask("", "right");
    assertThat(refusal("mail", "right")).isEqualTo(Reason.CREDENTIALS);
    assertThat(refusal("", "wrong")).isEqualTo(Reason.PERMANENT);
  }

  @Test
  void aServerThatCannotBeAskedMustBeMended() {
    assertThat(refusal("", "right")).isEqualTo(Reason.PERMANENT);
    container.realm(
        callbacks -> {
          throw new UnsupportedCallbackException(callbacks[0]);
        });
    assertThat(refusal("", "right")).isEqualTo(Reason.PERMANENT);
    container.realm(
        callbacks -> {
          throw new IllegalStateException("broken");
        });
    assertThat(refusal("", "right")).isEqualTo(Reason.PERMANENT);
  }

  @Test
  void aServerWithoutThreadsIsBusy() throws InterruptedException {
    container.realm(SecurityInflowTest::answer);
    container.stop();

    assertThat(refusal("", "right")).isEqualTo(Reason.TEMPORARY);
  }
}
