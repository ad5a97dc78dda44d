package org.pop3ra.connector;

import jakarta.resource.spi.work.SecurityContext;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.PasswordValidationCallback;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.PasswordCredentials;

/**
 * One name with a password, for the container to ask its realm about. The container calls {@link
 * #setupSecurityContext} on a thread of its own, and is back before the answers are read.
 */
final class PasswordInflow extends SecurityContext {
  private static final long serialVersionUID = 1L;

  private final transient PasswordCredentials shown;
  private transient volatile Answer answer;

  /** What came of it; {@code failure} is null if something did. */
  private record Answer(boolean right, Set<String> roles, MaildropException failure) {}

  PasswordInflow(PasswordCredentials shown) {
    this.shown = shown;
  }

  /** Both callbacks at once: WildFly looks at a password only together with a caller. */
  @Override
  public void setupSecurityContext(
      CallbackHandler handler, Subject executionSubject, Subject serviceSubject) {
    char[] password = shown.password().toCharArray();
    PasswordValidationCallback validation =
        new PasswordValidationCallback(executionSubject, shown.user(), password);
    Callback caller = new CallerPrincipalCallback(executionSubject, shown.user());
    try {
      handler.handle(new Callback[] {validation, caller});
      answer = new Answer(validation.getResult(), ServerRoles.of(executionSubject), null);
    } catch (IOException e) {
      // Elytron's RealmUnavailableException is one.
      answer = failed(Reason.TEMPORARY, e);
    } catch (IllegalArgumentException e) {
      // No name that the realm can have.
      answer = new Answer(false, Set.of(), null);
    } catch (UnsupportedCallbackException | RuntimeException e) {
      // Right all the same where Elytron knows the user by another name than the client's, which
      // it may not become; of the roles nothing is known then.
      answer =
          validation.getResult() ? new Answer(true, Set.of(), null) : failed(Reason.PERMANENT, e);
    } finally {
      validation.clearPassword();
      Arrays.fill(password, ' ');
    }
  }

  private static Answer failed(Reason reason, Exception e) {
    return new Answer(
        false, Set.of(), new MaildropException(reason, "the server's realm fails: " + e));
  }

  /**
   * Whether the password is right.
   *
   * @throws MaildropException if the realm could not say, or was not asked
   */
  boolean isRight() throws MaildropException {
    Answer given = answer;
    if (given == null) {
      throw new MaildropException(Reason.PERMANENT, "the server has no realm for this adapter");
    }
    if (given.failure() != null) {
      throw given.failure();
    }
    return given.right();
  }

  /** The roles and groups of the user, if the password is right. */
  Set<String> roles() {
    return answer.roles();
  }
}
