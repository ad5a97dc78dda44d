package org.pop3ra.account.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pop3ra.account.domain.AccountRequest;
import org.pop3ra.account.domain.EncryptedSecret;
import org.pop3ra.account.domain.PasswordChange;
import org.pop3ra.account.domain.StoredLogin;
import org.pop3ra.account.vouching.ProviderStub;
import org.pop3ra.database.Kind;
import org.pop3ra.fixture.Secret;
import org.pop3ra.spi.CertificateName;
import org.pop3ra.spi.IdentitySettings;
import org.pop3ra.spi.IdentitySource;
import org.pop3ra.spi.MaildropException;
import org.pop3ra.spi.ScramVerifier;
import org.pop3ra.spi.TokenCredentials;
import org.pop3ra.spi.VouchingSettings;

/** At the finest level, with statements and traces: who sends such a log away shows no secret. */
class SecretsStayOutOfTheLogTest {
  /** Of all, the JDK's clients and our libraries among them. */
  private static final Logger ROOT = Logger.getLogger("");

  private static final String PASSWORD = "correct horse";
  private static final String WRONG = "wrong horse";
  private static final String TOKEN = "some-token-or-other";

  private final AccountFixture given = new AccountFixture(Kind.H2);
  private final ProviderStub provider = new ProviderStub();
  private final Handler keeper = new Keeper();
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

  /** Keeps what a handler may print. */
  private final class Keeper extends Handler {
    @Override
    public void publish(LogRecord line) {
      StringWriter trace = new StringWriter();
      if (line.getThrown() != null) {
        line.getThrown().printStackTrace(new PrintWriter(trace, true));
      }
      lines.add(new SimpleFormatter().formatMessage(line) + "\n" + trace);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void listen() throws Exception {
    given.logStatements();
    ROOT.setLevel(Level.ALL);
    ROOT.addHandler(keeper);
    provider.start();
    provider.answer("/ask", 200, "{\"active\":true,\"email\":\"ann@example.org\"}");
    given.authenticator().proofs(settings());
  }

  @AfterEach
  void close() {
    ROOT.removeHandler(keeper);
    ROOT.setLevel(Level.INFO);
    provider.stop();
    given.close();
  }

  private IdentitySettings settings() {
    VouchingSettings vouching =
        new VouchingSettings(
            List.of(IdentitySource.TABLES, IdentitySource.OAUTH),
            false,
            Optional.empty(),
            Optional.of(VouchingFixture.tokens(provider)));
    return new IdentitySettings(
        ScramVerifier.FEWEST_ITERATIONS,
        Optional.of(new SecretKeySpec(new byte[32], "AES")),
        CertificateName.NONE,
        vouching);
  }

  private static AccountRequest request() {
    return new AccountRequest(
        new PasswordChange.Replace(PASSWORD),
        List.of("ann@example.org"),
        OptionalLong.empty(),
        true,
        true);
  }

  /** Also those of a statement that fails. */
  @Test
  void ofNoAccountAndNoLogin() throws Exception {
    given.administration().put("ann", request());
    given.login("ann", PASSWORD);
    given.assertRefused("ann", WRONG);
    given.authenticator().authenticate(new TokenCredentials("", TOKEN));
    provider.answer("/ask", 200, "{\"active\":false}");
    assertThatThrownBy(
            () -> given.authenticator().authenticate(new TokenCredentials("", TOKEN + "2")))
        .isInstanceOf(MaildropException.class);
    given.execute("alter table account add constraint nobody_else check (name = 'ann')");
    given.execute("delete from login_name where name = 'ann@example.org'");
    assertThatThrownBy(() -> given.administration().put("bob", request()))
        .isInstanceOf(Exception.class);

    StoredLogin ann = given.logins().find("ann").orElseThrow();
    assertThat(String.join("", lines))
        .containsIgnoringCase("insert into account")
        .contains("NOBODY_ELSE", "a token is refused")
        .doesNotContain(PASSWORD, WRONG, TOKEN)
        .doesNotContain(Secret.forms(VouchingFixture.CLIENT_SECRET))
        .doesNotContain("$argon2", "SCRAM-SHA")
        .doesNotContain(ann.password().orElseThrow(), ann.scram().orElseThrow())
        .doesNotContain(ann.secret().map(EncryptedSecret::text).orElseThrow());
  }
}
