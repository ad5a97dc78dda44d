package org.pop3ra.connector;

import static java.util.Objects.requireNonNull;

import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.PasswordCredentials;
import org.pop3ra.spi.ServerRealm;

/**
 * Asks the server's own security by the way that Jakarta Connectors has for it, security inflow: a
 * piece of work that brings a name and a password with it, and does nothing else. Which realm is
 * asked, the server's configuration says: the security domain of the adapter's work manager
 * (WildFly), or the default realm (Payara).
 *
 * @param role one that the user must have; empty: none
 */
record SecurityInflow(WorkManager manager, String role) implements ServerRealm {
  /** For a thread to be found; how long the realm takes is the realm's business. */
  private static final long START_MILLIS = 5_000;

  SecurityInflow {
    requireNonNull(manager, "manager is null");
    requireNonNull(role, "role is null");
  }

  @Override
  public void require(PasswordCredentials shown) throws MaildropException {
    PasswordInflow inflow = new PasswordInflow(shown);
    try {
      manager.doWork(new InflowWork(inflow), START_MILLIS, null, null);
    } catch (WorkException e) {
      throw notAsked(e);
    }
    if (!inflow.isRight() || !(role.isEmpty() || inflow.roles().contains(role))) {
      throw new MaildropException(Reason.CREDENTIALS, "the server's realm does not vouch for it");
    }
  }

  private static MaildropException notAsked(WorkException e) {
    boolean busy = WorkException.START_TIMED_OUT.equals(e.getErrorCode());
    return new MaildropException(
        busy ? Reason.TEMPORARY : Reason.PERMANENT, "the server does not ask its realm: " + e);
  }
}
