package org.pop3ra.account.service;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert;
import org.pop3ra.account.domain.AccountRequest;
import org.pop3ra.account.domain.PasswordChange;
import org.pop3ra.account.vouching.ProviderStub;
import org.pop3ra.account.vouching.TestDirectory;
import org.pop3ra.database.Kind;
import org.pop3ra.spi.CertificateName;
import org.pop3ra.spi.IdentitySettings;
import org.pop3ra.spi.IdentitySource;
import org.pop3ra.spi.KerberosSettings;
import org.pop3ra.spi.LdapSettings;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.PrincipalName;
import org.pop3ra.spi.Proof;
import org.pop3ra.spi.ServerRealm;
import org.pop3ra.spi.TokenSettings;
import org.pop3ra.spi.VouchingSettings;

/** Accounts in a real database, and all others who may vouch for their users. */
final class VouchingFixture implements AutoCloseable {
  /** Of ours, with which we ask the provider. */
  static final String CLIENT_SECRET = "introspector";

  final AccountFixture accounts;
  final ProviderStub provider = new ProviderStub();
  final TestDirectory directory;

  /** What the server's realm says; each test tells it. */
  ServerRealm realm = shown -> {};

  VouchingFixture(Kind kind) throws IOException, LDAPException, LDIFException {
    accounts = new AccountFixture(kind);
    provider.start();
    directory = TestDirectory.start();
  }

  @Override
  public void close() {
    accounts.close();
    provider.stop();
    directory.close();
  }

  /** From now on these are asked, in this order. */
  Set<Proof> use(boolean provision, IdentitySource... order) throws MaildropException {
    return use(provision, directory.url("ldap"), order);
  }

  /** The same with another directory. */
  Set<Proof> use(boolean provision, URI directory, IdentitySource... order)
      throws MaildropException {
    List<IdentitySource> sources = List.of(order);
    VouchingSettings vouching =
        new VouchingSettings(
            sources,
            provision,
            Optional.of(ldap(directory)).filter(l -> sources.contains(IdentitySource.LDAP)),
            Optional.of(tokens(provider)).filter(t -> sources.contains(IdentitySource.OAUTH)),
            Optional.of(new KerberosSettings(Set.of("EXAMPLE.ORG"), PrincipalName.NAME))
                .filter(k -> sources.contains(IdentitySource.KERBEROS)),
            Optional.empty());
    return accounts
        .authenticator()
        .proofs(
            new IdentitySettings(4096, Optional.empty(), CertificateName.NONE, vouching)
                .in(shown -> realm.require(shown)));
  }

  private static LdapSettings ldap(URI directory) {
    return new LdapSettings(
        List.of(directory),
        false,
        Optional.empty(),
        "",
        "",
        "uid=%u," + TestDirectory.PEOPLE,
        "",
        "(uid=%u)",
        "",
        "",
        Duration.ofSeconds(2));
  }

  static TokenSettings tokens(ProviderStub provider) {
    return new TokenSettings(
        Optional.empty(),
        Optional.of(new TokenSettings.Introspection(provider.url("/ask"), "id", CLIENT_SECRET)),
        "",
        "",
        Set.of("RS256"),
        "email",
        "",
        Optional.empty(),
        Duration.ofSeconds(2));
  }

  static AccountRequest withoutPassword() {
    return new AccountRequest(new PasswordChange.Remove(), List.of(), OptionalLong.empty(), true);
  }

  /** Why this password is refused. */
  Reason refusal(String user, String password) {
    return refusal(() -> accounts.login(user, password));
  }

  /** Why a login is refused. */
  static Reason refusal(ThrowableAssert.ThrowingCallable login) {
    return catchThrowableOfType(MaildropException.class, login).reason();
  }
}
