package org.pop3ra.account.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.pop3ra.account.service.AccountFixture.request;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.pop3ra.account.domain.AccountException;
import org.pop3ra.account.domain.AccountRequest;
import org.pop3ra.account.domain.PasswordChange;
import org.pop3ra.account.vouching.ProviderStub;
import org.pop3ra.database.Kind;
import org.pop3ra.spi.CertificateName;
import org.pop3ra.spi.IdentitySettings;
import org.pop3ra.spi.IdentitySource;
import org.pop3ra.spi.KerberosCredentials;
import org.pop3ra.spi.KerberosSettings;
import org.pop3ra.spi.LdapSettings;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.PrincipalName;
import org.pop3ra.spi.Proof;
import org.pop3ra.spi.ServerRealm;
import org.pop3ra.spi.TokenCredentials;
import org.pop3ra.spi.TokenSettings;
import org.pop3ra.spi.VouchingSettings;

/** Logins for which somebody else than the tables vouches, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class VouchingContract {
  private static final String PEOPLE = "ou=people,dc=example,dc=org";
  private final AccountFixture given;
  private final ProviderStub provider = new ProviderStub();
  private InMemoryDirectoryServer directory;

  /** What the server's realm says; each test tells it. */
  private ServerRealm realm = shown -> {};

  VouchingContract(Kind kind) {
    given = new AccountFixture(kind);
  }

  @BeforeAll
  void start() throws IOException, LDAPException, LDIFException {
    provider.start();
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=org");
    config.setSchema(null);
    config.setListenerConfigs(
        InMemoryListenerConfig.createLDAPConfig("ldap", InetAddress.getLoopbackAddress(), 0, null));
    directory = new InMemoryDirectoryServer(config);
    directory.add("dn: dc=example,dc=org", "objectClass: domain", "dc: example");
    directory.add("dn: " + PEOPLE, "objectClass: organizationalUnit", "ou: people");
    directory.startListening();
  }

  @AfterAll
  void stop() {
    given.close();
    provider.stop();
    directory.shutDown(true);
  }

  private void person(String uid, String password) throws LDAPException, LDIFException {
    directory.add(
        "dn: uid=" + uid + "," + PEOPLE,
        "objectClass: inetOrgPerson",
        "uid: " + uid,
        "userPassword: " + password);
  }

  private Set<Proof> use(boolean provision, int port, IdentitySource... order)
      throws MaildropException {
    List<IdentitySource> sources = List.of(order);
    LdapSettings ldap =
        new LdapSettings(
            List.of(URI.create("ldap://127.0.0.1:" + port)),
            false,
            Optional.empty(),
            "",
            "",
            "uid=%u," + PEOPLE,
            "",
            "(uid=%u)",
            "",
            "",
            Duration.ofSeconds(2));
    TokenSettings tokens =
        new TokenSettings(
            Optional.empty(),
            Optional.of(new TokenSettings.Introspection(provider.url("/ask"), "id", "secret")),
            "",
            "",
            Set.of("RS256"),
            "email",
            "",
            Optional.empty(),
            Duration.ofSeconds(2));
    VouchingSettings vouching =
        new VouchingSettings(
            sources,
            provision,
            sources.contains(IdentitySource.LDAP) ? Optional.of(ldap) : Optional.empty(),
            sources.contains(IdentitySource.OAUTH) ? Optional.of(tokens) : Optional.empty(),
            sources.contains(IdentitySource.KERBEROS)
                ? Optional.of(new KerberosSettings(Set.of("EXAMPLE.ORG"), PrincipalName.NAME))
                : Optional.empty(),
            Optional.empty());
    return given
        .authenticator()
        .proofs(
            new IdentitySettings(4096, Optional.empty(), CertificateName.NONE, vouching)
                .in(shown -> realm.require(shown)));
  }

  private Set<Proof> use(boolean provision, IdentitySource... order) throws MaildropException {
    return use(provision, directory.getListenPort(), order);
  }

  private static AccountRequest withoutPassword() {
    return new AccountRequest(new PasswordChange.Remove(), List.of(), OptionalLong.empty(), true);
  }

  private Reason refusal(String user, String password) {
    return catchThrowableOfType(MaildropException.class, () -> given.login(user, password))
        .reason();
  }

  private Authenticated token(String user) throws MaildropException {
    return given.authenticator().authenticate(new TokenCredentials(user, "token"));
  }

  @Test
  void theDirectoryVouchesForWhomTheTablesHaveNoPassword() throws Exception {
    person("amy", "in ldap");
    given.administration().put("amy", withoutPassword());
    use(false, IdentitySource.TABLES, IdentitySource.LDAP);

    assertThat(given.mayOpen(given.login("Amy", "in ldap"))).isTrue();
    assertThat(refusal("amy", "wrong")).isEqualTo(Reason.CREDENTIALS);
  }

  @Test
  void whoIsAskedLaterVouchesIfWhoIsAskedFirstIsAway() throws Exception {
    given.administration().put("ben", request("in the tables", null, true));
    use(false, 1, IdentitySource.LDAP, IdentitySource.TABLES);

    assertThat(given.mayOpen(given.login("ben", "in the tables"))).isTrue();
    assertThat(refusal("ben", "wrong")).isEqualTo(Reason.TEMPORARY);
  }

  @Test
  void aPasswordThatChangesInTheDirectoryChangesAtOnce() throws Exception {
    person("cid", "old");
    given.administration().put("cid", withoutPassword());
    use(false, IdentitySource.LDAP);
    given.login("cid", "old");

    directory.modify(
        "dn: uid=cid," + PEOPLE,
        "changetype: modify",
        "replace: userPassword",
        "userPassword: new");

    assertThat(refusal("cid", "old")).isEqualTo(Reason.CREDENTIALS);
    given.login("cid", "new");
  }

  @Test
  void withoutTheTablesTheirPasswordsCountForNothing() throws Exception {
    given.administration().put("dan", request("in the tables", null, true));

    assertThat(use(false, IdentitySource.LDAP)).containsExactly(Proof.PASSWORD);
    assertThat(refusal("dan", "in the tables")).isEqualTo(Reason.CREDENTIALS);
    assertThat(use(false, IdentitySource.OAUTH)).containsExactly(Proof.TOKEN);
    assertThat(refusal("dan", "in the tables")).isEqualTo(Reason.CREDENTIALS);
  }

  @Test
  void nobodyIsProvisionedUnlessThatIsWanted() throws Exception {
    person("eva@example.org", "secret");
    use(false, IdentitySource.LDAP);

    assertThat(refusal("eva@example.org", "secret")).isEqualTo(Reason.CREDENTIALS);
    assertThat(given.administration().find("eva@example.org")).isEmpty();
  }

  @Test
  void anAccountIsMadeAtItsFirstLogin() throws Exception {
    person("fay@example.org", "secret");
    use(true, IdentitySource.TABLES, IdentitySource.LDAP);

    assertThat(refusal("fay@example.org", "wrong")).isEqualTo(Reason.CREDENTIALS);
    assertThat(given.administration().find("fay@example.org")).isEmpty();
    Authenticated first = given.login("Fay@example.org", "secret");
    Authenticated second = given.login("fay@example.org", "secret");

    assertThat(second).isEqualTo(first);
    assertThat(given.mayOpen(first)).isTrue();
    assertThat(given.administration().find("fay@example.org").orElseThrow().addresses())
        .containsExactly("fay@example.org");
  }

  @Test
  void oneAccountIsMadeHoweverManyLogInFirst() throws Exception {
    person("gus", "secret");
    use(true, IdentitySource.LDAP);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Set<Authenticated> made = new HashSet<>();
      Callable<Authenticated> login = () -> given.login("gus", "secret");
      List<Future<Authenticated>> logins =
          new ArrayList<>(threads.invokeAll(List.of(login, login, login, login)));
      for (Future<Authenticated> done : logins) {
        made.add(done.get());
      }

      assertThat(made).hasSize(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void anAccountThatIsThereIsNotChanged() throws Exception {
    person("hal", "in ldap");
    given.administration().put("hal", request("in the tables", 5L, true));
    use(true, IdentitySource.TABLES, IdentitySource.LDAP);

    Authenticated byDirectory = given.login("hal", "in ldap");

    assertThat(given.login("hal", "in the tables")).isEqualTo(byDirectory);
  }

  @Test
  void whoIsDisabledStaysOutWhoeverVouches() throws Exception {
    person("ida", "in ldap");
    given.administration().put("ida", withoutPassword());
    given.administration().put("ida", AccountFixture.keep(false));
    use(true, IdentitySource.LDAP);

    assertThat(given.mayOpen(given.login("ida", "in ldap"))).isFalse();
  }

  @Test
  void aTokenOpensItsOwnAccountOnly() throws Exception {
    given.administration().put("jim", request("x", null, true, "jim@example.org"));
    given.administration().put("kim", request("x", null, true, "kim@example.org"));
    use(false, IdentitySource.TABLES, IdentitySource.OAUTH);
    provider.answer("/ask", 200, "{\"active\":true,\"email\":\"jim@example.org\"}");

    Authenticated itself = token("");
    assertThat(token("Jim@Example.org")).isEqualTo(itself);
    assertThat(token("jim")).isEqualTo(itself);
    for (String other : List.of("kim", "nobody")) {
      assertThat(catchThrowableOfType(MaildropException.class, () -> token(other)).reason())
          .isEqualTo(Reason.CREDENTIALS);
    }
  }

  @Test
  void aTokenForNobodyIsRefusedOrProvisioned() throws Exception {
    provider.answer("/ask", 200, "{\"active\":true,\"email\":\"lea@example.org\"}");
    use(false, IdentitySource.OAUTH);
    assertThat(catchThrowableOfType(MaildropException.class, () -> token("")).reason())
        .isEqualTo(Reason.CREDENTIALS);

    use(true, IdentitySource.OAUTH);
    assertThat(given.mayOpen(token(""))).isTrue();
  }

  private Authenticated ticket(String user, String principal) throws MaildropException {
    return given.authenticator().authenticate(new KerberosCredentials(user, principal));
  }

  private static MaildropException no(Reason reason) {
    return new MaildropException(reason, "the realm says so");
  }

  @Test
  void theServersRealmVouches() throws Exception {
    given.administration().put("max", withoutPassword());
    assertThat(use(false, IdentitySource.REALM)).containsExactly(Proof.PASSWORD);
    realm =
        shown -> {
          if (!shown.password().equals("in the realm")) {
            throw no(Reason.CREDENTIALS);
          }
        };

    assertThat(given.mayOpen(given.login("Max", "in the realm"))).isTrue();
    assertThat(refusal("max", "wrong")).isEqualTo(Reason.CREDENTIALS);
    assertThat(refusal("max", "")).isEqualTo(Reason.CREDENTIALS);
  }

  @Test
  void aRealmThatCannotBeAskedIsNoWrongPassword() throws Exception {
    given.administration().put("ned", request("in the tables", null, true));
    use(false, IdentitySource.REALM, IdentitySource.TABLES);

    for (Reason reason : List.of(Reason.TEMPORARY, Reason.PERMANENT)) {
      realm =
          shown -> {
            throw no(reason);
          };
      assertThat(refusal("ned", "wrong")).isEqualTo(reason);
      given.login("ned", "in the tables");
    }
  }

  @Test
  void theRealmsUsersAreProvisioned() throws Exception {
    realm = shown -> {};
    use(true, IdentitySource.TABLES, IdentitySource.REALM);

    Authenticated made = given.login("ola@example.org", "anything");

    assertThat(given.mayOpen(made)).isTrue();
    assertThat(given.administration().find("ola@example.org")).isPresent();
  }

  @Test
  void aTicketOpensItsOwnAccountOnly() throws Exception {
    given.administration().put("pam", request("x", null, true, "pam@example.org"));
    given.administration().put("pia", request("x", null, true));
    assertThat(use(false, IdentitySource.KERBEROS)).containsExactly(Proof.KERBEROS);

    Authenticated itself = ticket("", "pam@EXAMPLE.ORG");
    assertThat(ticket("Pam", "pam@EXAMPLE.ORG")).isEqualTo(itself);
    assertThat(ticket("pam@example.org", "pam@EXAMPLE.ORG")).isEqualTo(itself);
    assertThat(ticket("pia@EXAMPLE.ORG", "pia@EXAMPLE.ORG")).isNotEqualTo(itself);
    for (String principal : List.of("pam@ELSEWHERE.ORG", "pam/admin@EXAMPLE.ORG", "pia@x")) {
      assertThat(refusal(() -> ticket("", principal))).isEqualTo(Reason.CREDENTIALS);
    }
    assertThat(refusal(() -> ticket("pia", "pam@EXAMPLE.ORG"))).isEqualTo(Reason.CREDENTIALS);
  }

  @Test
  void aTicketCountsForNothingWhereNobodyWantsOne() throws Exception {
    given.administration().put("rex", request("x", null, true));
    use(true, IdentitySource.TABLES, IdentitySource.REALM);

    assertThat(refusal(() -> ticket("", "rex@EXAMPLE.ORG"))).isEqualTo(Reason.CREDENTIALS);
  }

  private static Reason refusal(ThrowableAssert.ThrowingCallable login) {
    return catchThrowableOfType(MaildropException.class, login).reason();
  }

  @Test
  void aNameThatNoAccountCanHaveIsRefused() throws MaildropException, AccountException {
    provider.answer("/ask", 200, "{\"active\":true,\"email\":\"@example.org\"}");
    use(true, IdentitySource.OAUTH);

    assertThat(catchThrowableOfType(MaildropException.class, () -> token("")).reason())
        .isEqualTo(Reason.CREDENTIALS);
    assertThat(given.administration().find("@example.org")).isEmpty();
  }
}
