package org.pop3ra.account.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pop3ra.account.service.AccountFixture.request;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.pop3ra.database.Kind;
import org.pop3ra.spi.IdentitySource;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.Proof;

/** Passwords that somebody else than the tables knows, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class VouchingContract {
  private final Kind kind;
  private VouchingFixture given;

  VouchingContract(Kind kind) {
    this.kind = kind;
  }

  @BeforeAll
  void start() throws IOException, LDAPException, LDIFException {
    given = new VouchingFixture(kind);
  }

  @AfterAll
  void stop() {
    given.close();
  }

  private static MaildropException no(Reason reason) {
    return new MaildropException(reason, "the realm says so");
  }

  @Test
  void theDirectoryVouchesForWhomTheTablesHaveNoPassword() throws Exception {
    given.directory.person("amy", "in ldap");
    given.accounts.administration().put("amy", VouchingFixture.withoutPassword());
    given.use(false, IdentitySource.TABLES, IdentitySource.LDAP);

    assertThat(given.accounts.mayOpen(given.accounts.login("Amy", "in ldap"))).isTrue();
    assertThat(given.refusal("amy", "wrong")).isEqualTo(Reason.CREDENTIALS);
  }

  @Test
  void whoIsAskedLaterVouchesIfWhoIsAskedFirstIsAway() throws Exception {
    given.accounts.administration().put("ben", request("in the tables", null, true));
    given.use(false, URI.create("ldap://127.0.0.1:1"), IdentitySource.LDAP, IdentitySource.TABLES);

    assertThat(given.accounts.mayOpen(given.accounts.login("ben", "in the tables"))).isTrue();
    assertThat(given.refusal("ben", "wrong")).isEqualTo(Reason.TEMPORARY);
  }

  @Test
  void aPasswordThatChangesInTheDirectoryChangesAtOnce() throws Exception {
    given.directory.person("cid", "old");
    given.accounts.administration().put("cid", VouchingFixture.withoutPassword());
    given.use(false, IdentitySource.LDAP);
    given.accounts.login("cid", "old");

    given.directory.change("cid", "new");

    assertThat(given.refusal("cid", "old")).isEqualTo(Reason.CREDENTIALS);
    given.accounts.login("cid", "new");
  }

  @Test
  void withoutTheTablesTheirPasswordsCountForNothing() throws Exception {
    given.accounts.administration().put("dan", request("in the tables", null, true));

    assertThat(given.use(false, IdentitySource.LDAP)).containsExactly(Proof.PASSWORD);
    assertThat(given.refusal("dan", "in the tables")).isEqualTo(Reason.CREDENTIALS);
    assertThat(given.use(false, IdentitySource.OAUTH)).containsExactly(Proof.TOKEN);
    assertThat(given.refusal("dan", "in the tables")).isEqualTo(Reason.CREDENTIALS);
  }

  @Test
  void nobodyIsProvisionedUnlessThatIsWanted() throws Exception {
    given.directory.person("eva@example.org", "secret");
    given.use(false, IdentitySource.LDAP);

    assertThat(given.refusal("eva@example.org", "secret")).isEqualTo(Reason.CREDENTIALS);
    assertThat(given.accounts.administration().find("eva@example.org")).isEmpty();
  }

  @Test
  void anAccountIsMadeAtItsFirstLogin() throws Exception {
    given.directory.person("fay@example.org", "secret");
    given.use(true, IdentitySource.TABLES, IdentitySource.LDAP);

    assertThat(given.refusal("fay@example.org", "wrong")).isEqualTo(Reason.CREDENTIALS);
    assertThat(given.accounts.administration().find("fay@example.org")).isEmpty();
    Authenticated first = given.accounts.login("Fay@example.org", "secret");
    Authenticated second = given.accounts.login("fay@example.org", "secret");

    assertThat(second).isEqualTo(first);
    assertThat(given.accounts.mayOpen(first)).isTrue();
    assertThat(given.accounts.administration().find("fay@example.org").orElseThrow().addresses())
        .containsExactly("fay@example.org");
  }

  /** As sessions do: who meets a crowd comes again. */
  private Authenticated loginInTurn(String user, String password) throws MaildropException {
    while (true) {
      try {
        return given.accounts.login(user, password);
      } catch (MaildropException e) {
        if (e.reason() != Reason.CROWDED_OUTSIDE) {
          throw e;
        }
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void oneAccountIsMadeHoweverManyLogInFirst() throws Exception {
    given.directory.person("gus", "secret");
    given.use(true, IdentitySource.LDAP);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Set<Authenticated> made = new HashSet<>();
      Callable<Authenticated> login = () -> loginInTurn("gus", "secret");
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
    given.directory.person("hal", "in ldap");
    given.accounts.administration().put("hal", request("in the tables", 5L, true));
    given.use(true, IdentitySource.TABLES, IdentitySource.LDAP);

    Authenticated byDirectory = given.accounts.login("hal", "in ldap");

    assertThat(given.accounts.login("hal", "in the tables")).isEqualTo(byDirectory);
  }

  @Test
  void whoIsDisabledStaysOutWhoeverVouches() throws Exception {
    given.directory.person("ida", "in ldap");
    given.accounts.administration().put("ida", VouchingFixture.withoutPassword());
    given.accounts.administration().put("ida", AccountFixture.keep(false));
    given.use(true, IdentitySource.LDAP);

    assertThat(given.accounts.mayOpen(given.accounts.login("ida", "in ldap"))).isFalse();
  }

  @Test
  void theServersRealmVouches() throws Exception {
    given.accounts.administration().put("max", VouchingFixture.withoutPassword());
    assertThat(given.use(false, IdentitySource.REALM)).containsExactly(Proof.PASSWORD);
    given.realm =
        shown -> {
          if (!shown.password().equals("in the realm")) {
            throw no(Reason.CREDENTIALS);
          }
        };

    assertThat(given.accounts.mayOpen(given.accounts.login("Max", "in the realm"))).isTrue();
    assertThat(given.refusal("max", "wrong")).isEqualTo(Reason.CREDENTIALS);
    assertThat(given.refusal("max", "")).isEqualTo(Reason.CREDENTIALS);
  }

  @Test
  void aRealmThatCannotBeAskedIsNoWrongPassword() throws Exception {
    given.accounts.administration().put("ned", request("in the tables", null, true));
    given.use(false, IdentitySource.REALM, IdentitySource.TABLES);

    for (Reason reason : List.of(Reason.TEMPORARY, Reason.PERMANENT)) {
      given.realm =
          shown -> {
            throw no(reason);
          };
      assertThat(given.refusal("ned", "wrong")).isEqualTo(reason);
      given.accounts.login("ned", "in the tables");
    }
  }

  @Test
  void theRealmsUsersAreProvisioned() throws Exception {
    given.realm = shown -> {};
    given.use(true, IdentitySource.TABLES, IdentitySource.REALM);

    Authenticated made = given.accounts.login("ola@example.org", "anything");

    assertThat(given.accounts.mayOpen(made)).isTrue();
    assertThat(given.accounts.administration().find("ola@example.org")).isPresent();
  }
}
