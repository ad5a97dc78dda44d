package org.pop3ra.account.service;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.pop3ra.account.domain.Folding;
import org.pop3ra.account.domain.StoredLogin;
import org.pop3ra.spi.Effort;
import org.pop3ra.spi.IdentitySource;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.PasswordCredentials;

/** Logins that show a password: whose it is, from memory, or by whoever says yes first. */
final class ShownPasswords {
  private final Identities identities;
  private final PasswordLogins tables;
  private final Outsiders outsiders;
  private final Inquiries inquiries;
  private final VerifiedPasswords verified;

  ShownPasswords(
      Identities identities,
      PasswordLogins tables,
      Outsiders outsiders,
      Inquiries inquiries,
      Ticker ticker) {
    this.identities = requireNonNull(identities, "identities is null");
    this.tables = requireNonNull(tables, "tables is null");
    this.outsiders = requireNonNull(outsiders, "outsiders is null");
    this.inquiries = requireNonNull(inquiries, "inquiries is null");
    verified = new VerifiedPasswords(ticker);
  }

  /** See {@link Authenticator#authenticate(org.pop3ra.spi.Credentials, Effort)}. */
  Authenticated authenticate(PasswordCredentials shown, Effort effort) throws MaildropException {
    Optional<Authenticated> known = inquiries.who(shown).or(() -> remembered(shown));
    return known.isPresent() ? known.get() : verify(shown, effort);
  }

  /** See {@link Authenticator#authenticateAfresh}. */
  Authenticated authenticateAfresh(PasswordCredentials shown) throws MaildropException {
    with(
        shown,
        (name, password) -> {
          verified.forget(name, password);
          return true;
        });
    return verify(shown, Effort.FULL);
  }

  /** Forgets all that was verified of an account. */
  void forget(long account) {
    verified.forget(account);
  }

  private Optional<Authenticated> remembered(PasswordCredentials shown) {
    return isLasting(shown) ? with(shown, verified::find) : Optional.empty();
  }

  /** With an authzid it is verified each time: what is remembered for long knows of none. */
  private static boolean isLasting(PasswordCredentials shown) {
    return shown.authzid().isEmpty();
  }

  private Authenticated verify(PasswordCredentials shown, Effort effort) throws MaildropException {
    List<IdentitySource> order = identities.settings().vouching().order();
    return switch (effort) {
      case CHEAP ->
          throw new MaildropException(Reason.CROWDED, "others wait for a password computation");
      case FULL, INSIDE -> verify(shown, order, effort);
      case OUTSIDE ->
          verify(shown, order.stream().filter(IdentitySource::isOutside).toList(), effort);
    };
  }

  /**
   * Whoever says yes first. One who cannot be asked now does not keep the next from it: who has a
   * password in the tables does not wait for those outside, whoever comes first. Who could not be
   * looked up in the tables does not wait either: they would not be asked again, and a password
   * must not be wrong because somebody outside says so.
   */
  private Authenticated verify(PasswordCredentials shown, List<IdentitySource> order, Effort effort)
      throws MaildropException {
    Optional<MaildropException> inside = Optional.empty();
    MaildropException outside = LookUp.refused();
    for (IdentitySource source : order) {
      try {
        Optional<Authenticated> who = ask(source, shown, effort);
        if (who.isPresent()) {
          return who.get();
        }
      } catch (MaildropException e) {
        if (e.reason() == Reason.CROWDED) {
          throw e;
        }
        inside = source.isOutside() ? inside : Optional.of(e);
        outside = outside.reason() == Reason.CROWDED_OUTSIDE ? outside : e;
      }
    }
    throw inside.orElse(outside);
  }

  private Optional<Authenticated> ask(
      IdentitySource source, PasswordCredentials shown, Effort effort) throws MaildropException {
    return switch (source) {
      case TABLES -> tables.find(shown).map(login -> remember(shown, login));
      case LDAP, REALM -> askOutside(source, shown, effort);
      case OAUTH, KERBEROS -> Optional.empty();
    };
  }

  private Authenticated remember(PasswordCredentials shown, StoredLogin login) {
    Authenticated who = LookUp.authenticated(login);
    if (!isLasting(shown)) {
      inquiries.found(shown, who);
      return who;
    }
    return with(
        shown,
        (name, password) -> {
          verified.remember(name, password, who);
          return who;
        });
  }

  /** Not remembered for longer than this login: nobody tells us when it changes there. */
  private Optional<Authenticated> askOutside(
      IdentitySource source, PasswordCredentials shown, Effort effort) throws MaildropException {
    if (inquiries.isRefusedBy(source, shown)) {
      return Optional.empty();
    }
    if (effort == Effort.INSIDE) {
      throw Outsiders.crowded();
    }
    try {
      Optional<Authenticated> who = outsiders.byPassword(source, shown);
      who.ifPresentOrElse(
          found -> inquiries.found(shown, found), () -> inquiries.refused(source, shown));
      return who;
    } catch (MaildropException e) {
      if (e.reason() != Reason.CROWDED_OUTSIDE) {
        inquiries.failed(source, shown, e);
      }
      throw e;
    }
  }

  private interface Use<T> {
    T of(String foldedName, byte[] password);
  }

  /** With the octets as they were shown, which are wiped afterwards. */
  private static <T> T with(PasswordCredentials shown, Use<T> use) {
    byte[] password = shown.password().getBytes(StandardCharsets.UTF_8);
    try {
      return use.of(Folding.fold(shown.user()), password);
    } finally {
      Arrays.fill(password, (byte) 0);
    }
  }
}
