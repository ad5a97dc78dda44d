package org.pop3ra.account.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.pop3ra.account.service.AccountFixture.request;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.pop3ra.account.domain.AccountException;
import org.pop3ra.database.Kind;
import org.pop3ra.spi.IdentitySource;
import org.pop3ra.spi.KerberosCredentials;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.MaildropException.Reason;
import org.pop3ra.spi.Proof;
import org.pop3ra.spi.TokenCredentials;
import org.pop3ra.spi.TokenRefusal;

/** Logins that show no password, for which somebody else than the tables vouches. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TokensAndTicketsContract {
  private static final TokenRefusal INVALID = new TokenRefusal("invalid_token", "", "");

  private final Kind kind;
  private VouchingFixture given;

  TokensAndTicketsContract(Kind kind) {
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

  private Authenticated token(String user) throws MaildropException {
    return given.accounts.authenticator().authenticate(new TokenCredentials(user, "token"));
  }

  private Optional<TokenRefusal> tokenRefusal(String user) {
    return catchThrowableOfType(MaildropException.class, () -> token(user)).tokenRefusal();
  }

  private Authenticated ticket(String user, String principal) throws MaildropException {
    return given.accounts.authenticator().authenticate(new KerberosCredentials(user, principal));
  }

  @Test
  void aTokenOpensItsOwnAccountOnly() throws Exception {
    given.accounts.administration().put("jim", request("x", null, true, "jim@example.org"));
    given.accounts.administration().put("kim", request("x", null, true, "kim@example.org"));
    given.use(false, IdentitySource.TABLES, IdentitySource.OAUTH);
    given.provider.answer("/ask", 200, "{\"active\":true,\"email\":\"jim@example.org\"}");

    Authenticated itself = token("");
    assertThat(token("Jim@Example.org")).isEqualTo(itself);
    assertThat(token("jim")).isEqualTo(itself);
    for (String other : List.of("kim", "nobody")) {
      assertThat(tokenRefusal(other)).contains(INVALID);
    }
  }

  /** RFC 7628 section 3.2.2: the client learns that it is about the token. */
  @Test
  void aGoodTokenThatLeadsNowhereIsRefusedAsOne() throws Exception {
    given.provider.answer("/ask", 200, "{\"active\":true,\"email\":\"sue@example.org\"}");
    given.use(false, IdentitySource.OAUTH);
    assertThat(tokenRefusal("")).contains(INVALID);

    given.accounts.administration().put("sue", request("x", null, false, "sue@example.org"));
    assertThat(given.accounts.mayOpen(token(""))).isFalse();
    assertThat(
            given
                .accounts
                .authenticator()
                .refusal(new TokenCredentials("", "token"))
                .tokenRefusal())
        .contains(INVALID);
  }

  @Test
  void nobodyIsMadeWhoIsRefused() throws Exception {
    given.accounts.administration().put("tom", request("x", null, true));
    given.provider.answer("/ask", 200, "{\"active\":true,\"email\":\"uma@example.org\"}");
    given.use(true, IdentitySource.OAUTH, IdentitySource.KERBEROS);

    assertThat(tokenRefusal("tom")).contains(INVALID);
    assertThat(VouchingFixture.refusal(() -> ticket("tom", "uwe@EXAMPLE.ORG")))
        .isEqualTo(Reason.CREDENTIALS);

    assertThat(given.accounts.administration().find("uma@example.org")).isEmpty();
    assertThat(given.accounts.administration().find("uwe")).isEmpty();
  }

  @Test
  void aTokenForNobodyIsRefusedOrProvisioned() throws Exception {
    given.provider.answer("/ask", 200, "{\"active\":true,\"email\":\"lea@example.org\"}");
    given.use(false, IdentitySource.OAUTH);
    assertThat(VouchingFixture.refusal(() -> token(""))).isEqualTo(Reason.CREDENTIALS);

    given.use(true, IdentitySource.OAUTH);
    assertThat(given.accounts.mayOpen(token(""))).isTrue();
  }

  @Test
  void aTicketOpensItsOwnAccountOnly() throws Exception {
    given.accounts.administration().put("pam", request("x", null, true, "pam@example.org"));
    given.accounts.administration().put("pia", request("x", null, true));
    assertThat(given.use(false, IdentitySource.KERBEROS)).containsExactly(Proof.KERBEROS);

    Authenticated itself = ticket("", "pam@EXAMPLE.ORG");
    assertThat(ticket("Pam", "pam@EXAMPLE.ORG")).isEqualTo(itself);
    assertThat(ticket("pam@example.org", "pam@EXAMPLE.ORG")).isEqualTo(itself);
    assertThat(ticket("pia@EXAMPLE.ORG", "pia@EXAMPLE.ORG")).isNotEqualTo(itself);
    for (String principal : List.of("pam@ELSEWHERE.ORG", "pam/admin@EXAMPLE.ORG", "pia@x")) {
      assertThat(VouchingFixture.refusal(() -> ticket("", principal)))
          .isEqualTo(Reason.CREDENTIALS);
    }
    assertThat(VouchingFixture.refusal(() -> ticket("pia", "pam@EXAMPLE.ORG")))
        .isEqualTo(Reason.CREDENTIALS);
  }

  /** Where people choose their names themselves, a look-alike is another name. */
  @Test
  void aLookAlikeThatOthersVouchForIsSomebodyElse() throws Exception {
    given.accounts.administration().put("vic", request("x", null, true, "vic@example.org"));
    given.provider.answer("/ask", 200, "{\"active\":true,\"email\":\"\uff36ic@example.org\"}");
    given.use(false, IdentitySource.OAUTH, IdentitySource.KERBEROS);

    assertThat(tokenRefusal("")).contains(INVALID);
    assertThat(VouchingFixture.refusal(() -> ticket("", "\uff36ic@EXAMPLE.ORG")))
        .isEqualTo(Reason.CREDENTIALS);
  }

  @Test
  void aTicketCountsForNothingWhereNobodyWantsOne() throws Exception {
    given.accounts.administration().put("rex", request("x", null, true));
    given.use(true, IdentitySource.TABLES, IdentitySource.REALM);

    assertThat(VouchingFixture.refusal(() -> ticket("", "rex@EXAMPLE.ORG")))
        .isEqualTo(Reason.CREDENTIALS);
  }

  @Test
  void aNameThatNoAccountCanHaveIsRefused() throws MaildropException, AccountException {
    given.provider.answer("/ask", 200, "{\"active\":true,\"email\":\"@example.org\"}");
    given.use(true, IdentitySource.OAUTH);

    assertThat(VouchingFixture.refusal(() -> token(""))).isEqualTo(Reason.CREDENTIALS);
    assertThat(given.accounts.administration().find("@example.org")).isEmpty();
  }
}
