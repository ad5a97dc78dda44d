package org.pop3ra.account.service;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.pop3ra.account.domain.Accounts;
import org.pop3ra.account.domain.StoredLogin;
import org.pop3ra.account.vouching.LdapVoucher;
import org.pop3ra.account.vouching.PrincipalVoucher;
import org.pop3ra.account.vouching.RealmVoucher;
import org.pop3ra.account.vouching.TokenVoucher;
import org.pop3ra.account.vouching.Voucher;
import org.pop3ra.spi.Credentials;
import org.pop3ra.spi.IdentitySource;
import org.pop3ra.spi.KerberosCredentials;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.PasswordCredentials;
import org.pop3ra.spi.TokenCredentials;
import org.pop3ra.spi.VouchingSettings;

/**
 * Logins for which somebody outside vouches. Few are asked about at once, because each holds a
 * thread that others want, too: with a directory that does not answer, those wait for whom it is
 * asked, and nobody else.
 */
final class Outsiders implements AutoCloseable {
  private static final int MOST_AT_ONCE = 6;

  private final LookUp lookUp;
  private final Provisioning provisioning;
  private final Semaphore places =
      new Semaphore(places(Runtime.getRuntime().availableProcessors()));
  private volatile Present present = new Present(VouchingSettings.tables());

  /** Who is asked at present. */
  private static final class Present implements AutoCloseable {
    final VouchingSettings settings;
    final Optional<Voucher<PasswordCredentials>> ldap;
    final Optional<Voucher<PasswordCredentials>> realm;
    final Optional<TokenVoucher> tokens;
    final Optional<Voucher<KerberosCredentials>> kerberos;

    Present(VouchingSettings settings) {
      this.settings = settings;
      ldap = settings.ldap().map(LdapVoucher::new);
      realm = settings.realm().map(RealmVoucher::new);
      tokens = settings.tokens().map(TokenVoucher::new);
      kerberos = settings.kerberos().map(PrincipalVoucher::new);
    }

    /** Whoever of these knows passwords. */
    Optional<Voucher<PasswordCredentials>> passwords(IdentitySource source) {
      return switch (source) {
        case LDAP -> ldap;
        case REALM -> realm;
        case TABLES, OAUTH, KERBEROS -> Optional.empty();
      };
    }

    @Override
    public void close() {
      ldap.ifPresent(Voucher::close);
      realm.ifPresent(Voucher::close);
      tokens.ifPresent(Voucher::close);
      kerberos.ifPresent(Voucher::close);
    }
  }

  Outsiders(LookUp lookUp, Accounts accounts) {
    this.lookUp = requireNonNull(lookUp, "lookUp is null");
    provisioning = new Provisioning(accounts);
  }

  /**
   * How many are asked about at once: half of the workers that the adapter lets logins and
   * deliveries have, which are three a processor, at most twelve, unless it is told otherwise.
   */
  static int places(int processors) {
    return Math.max(1, Math.min(MOST_AT_ONCE, processors * 3 / 2));
  }

  /** Asks those whom the settings name from now on. */
  synchronized void follow(VouchingSettings settings) {
    Present before = present;
    if (!before.settings.equals(settings)) {
      present = new Present(settings);
      before.close();
    }
  }

  /** Whose password it is; empty if the source knows nobody with it. */
  Optional<Authenticated> byPassword(IdentitySource source, PasswordCredentials shown)
      throws MaildropException {
    Present now = present;
    try {
      String name = ask(now.passwords(source).orElseThrow(LookUp::refused), shown);
      return LookUp.isSame(shown.authzid(), shown.user())
          ? account(now, name).map(LookUp::authenticated)
          : Optional.empty();
    } catch (MaildropException e) {
      if (e.reason() == Reason.CREDENTIALS) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Whose token it is; who asks for another account's maildrop is refused. */
  Authenticated byToken(TokenCredentials shown) throws MaildropException {
    Present now = present;
    TokenVoucher tokens = now.tokens.orElseThrow(LookUp::refused);
    return account(now, ask(tokens, shown), shown.user()).orElseThrow(tokens::refused);
  }

  /** For a token whose owner may not log in. */
  MaildropException refusedToken() {
    return present.tokens.map(TokenVoucher::refused).orElseGet(LookUp::refused);
  }

  /** Whose ticket it is; the same. Some clients ask for the principal that they are. */
  Authenticated byTicket(KerberosCredentials shown) throws MaildropException {
    Present now = present;
    String name = ask(now.kerberos.orElseThrow(LookUp::refused), shown);
    String wanted = shown.user().equals(shown.principal()) ? "" : shown.user();
    return account(now, name, wanted).orElseThrow(LookUp::refused);
  }

  /** Empty if there is none, or one that is not the one that is wanted. */
  private Optional<Authenticated> account(Present now, String name, String wanted)
      throws MaildropException {
    if (LookUp.isSame(wanted, name)) {
      return account(now, name).map(LookUp::authenticated);
    }
    // Who is not there yet has no other name, and is not made to be refused.
    Optional<StoredLogin> other = lookUp.find(wanted);
    return lookUp
        .find(name)
        .filter(login -> other.filter(login::isSameAccount).isPresent())
        .map(LookUp::authenticated);
  }

  private <C extends Credentials> String ask(Voucher<C> voucher, C shown) throws MaildropException {
    if (!places.tryAcquire()) {
      throw crowded();
    }
    try {
      return voucher.vouch(shown);
    } finally {
      places.release();
    }
  }

  /** For who must come again. */
  static MaildropException crowded() {
    return new MaildropException(Reason.CROWDED_OUTSIDE, "others are being asked about");
  }

  private Optional<StoredLogin> account(Present now, String name) throws MaildropException {
    Optional<StoredLogin> login = lookUp.find(name);
    return login.isEmpty() && now.settings.provision() && provisioning.make(name)
        ? lookUp.find(name)
        : login;
  }

  @Override
  public void close() {
    present.close();
  }
}
