package org.pop3ra.account.vouching;

import static java.lang.System.Logger.Level.WARNING;
import static java.util.Objects.requireNonNull;

import org.pop3ra.maildrop.service.FailureLog;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.PasswordCredentials;
import org.pop3ra.spi.ServerRealm;

/** The application server's own realm, whatever is behind it. */
public final class RealmVoucher implements Voucher<PasswordCredentials> {
  private static final System.Logger LOGGER = System.getLogger(RealmVoucher.class.getName());

  private final ServerRealm realm;
  private final FailureLog failures = new FailureLog(LOGGER, System::nanoTime);

  public RealmVoucher(ServerRealm realm) {
    this.realm = requireNonNull(realm, "realm is null");
  }

  @Override
  public String vouch(PasswordCredentials shown) throws MaildropException {
    // Nobody has an empty password, whatever a directory behind the realm makes of it.
    if (shown.user().isEmpty() || shown.password().isEmpty()) {
      throw new MaildropException(Reason.CREDENTIALS, "an empty name or password");
    }
    try {
      realm.require(shown);
      return shown.user();
    } catch (MaildropException e) {
      if (e.reason() != Reason.CREDENTIALS) {
        failures.log(WARNING, "cannot ask the server's realm", e);
      }
      throw e;
    }
  }

  @Override
  public void close() {}
}
