package org.pop3ra.account.vouching;

import static java.util.Objects.requireNonNull;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pop3ra.spi.KerberosCredentials;
import org.pop3ra.spi.KerberosSettings;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;

/**
 * Kerberos realms: the adapter has accepted the ticket, and this says which account its principal
 * (RFC 1964 section 2.1.1) leads to. Principals with an instance, as services and administrators
 * have, and those with quoted characters are nobody's.
 */
public final class PrincipalVoucher implements Voucher<KerberosCredentials> {
  private static final Pattern USER = Pattern.compile("([^/@\\\\]+)@([^/@\\\\]+)");

  private final KerberosSettings settings;

  public PrincipalVoucher(KerberosSettings settings) {
    this.settings = requireNonNull(settings, "settings is null");
  }

  @Override
  public String vouch(KerberosCredentials shown) throws MaildropException {
    Matcher user = USER.matcher(shown.principal());
    if (!user.matches() || !settings.realms().contains(user.group(2))) {
      throw new MaildropException(Reason.CREDENTIALS, "not a user of a realm that counts");
    }
    return switch (settings.name()) {
      case NAME -> user.group(1);
      case ADDRESS -> shown.principal();
    };
  }

  @Override
  public void close() {}
}
