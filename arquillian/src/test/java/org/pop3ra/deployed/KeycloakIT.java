package org.pop3ra.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pop3ra.deployed.Keycloak.Tokens;
import org.pop3ra.deployed.MailTool.Way;

/**
 * Tokens of a real provider: one server checks their signatures, another one asks about each. The
 * last two tests end the provider.
 */
@Tag("long")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeycloakIT {
  private static final String REFUSED = "-ERR [AUTH] wrong name or password";
  private static final String INVALID = "{\"status\":\"invalid_token\"";
  @TempDir private static Path directory;
  private static Keycloak keycloak;
  private static VouchedServer signed;
  private static VouchedServer asked;

  /** Good for one second, and for a minute of grace. */
  private static String expiring;

  @BeforeAll
  static void start() throws Exception {
    keycloak = Keycloak.start().ready();
    expiring = token("hasty", "ann");
    signed =
        server(
            "signed",
            Map.of("POP3_OAUTH_JWKS", keycloak.issuer() + "/protocol/openid-connect/certs"));
    asked =
        server(
            "asked",
            Map.of(
                "POP3_OAUTH_INTROSPECTION",
                keycloak.issuer() + "/protocol/openid-connect/token/introspect",
                "POP3_OAUTH_CLIENT_ID",
                "pop3",
                "POP3_OAUTH_CLIENT_SECRET",
                "introspector"));
    signed.ready();
    asked.ready();
  }

  private static VouchedServer server(String name, Map<String, String> settings) throws Exception {
    Map<String, String> all = new HashMap<>(settings);
    all.put("POP3_IDENTITY_SOURCES", "tables oauth");
    all.put("POP3_OAUTH_ISSUER", keycloak.issuer());
    all.put("POP3_OAUTH_AUDIENCE", "pop3");
    all.put("POP3_OAUTH_REQUIRED_CLAIM", "realm_access.roles=mail");
    return VouchedServer.start(name, all);
  }

  @AfterAll
  static void stop() throws Exception {
    for (VouchedServer server : new VouchedServer[] {signed, asked}) {
      if (server != null) {
        server.kill();
      }
    }
    if (keycloak != null) {
      keycloak.stop();
    }
  }

  private static String token(String client, String user) throws Exception {
    return keycloak.tokens(client, user).access();
  }

  private static String bearer(VouchedServer server, String user, String token) throws IOException {
    return server.sasl("OAUTHBEARER", "n,a=" + user + ",\1auth=Bearer " + token + "\1\1");
  }

  private static String xoauth2(VouchedServer server, String user, String token)
      throws IOException {
    return server.sasl("XOAUTH2", "user=" + user + "\1auth=Bearer " + token + "\1\1");
  }

  private static VouchedServer[] both() {
    return new VouchedServer[] {signed, asked};
  }

  @Test
  @Order(1)
  void aTokensOwnerGetsAnAccountAndItsMail() throws Exception {
    String token = token("mua", "ann");
    for (VouchedServer server : both()) {
      assertThat(bearer(server, "ann@example.org", token)).startsWith("+OK");
      assertThat(xoauth2(server, "ann@example.org", token)).startsWith("+OK");
      server.deliver("ann@example.org");
      assertThat(server.password("local", "secret")).startsWith("+OK");
    }
  }

  @Test
  @Order(2)
  void noTokenIsLoggedNorTheSecretThatItIsAskedAboutWith() throws Exception {
    String token = token("mua", "ann");
    for (VouchedServer server : both()) {
      server.assertUnlogged(
          () -> {
            assertThat(bearer(server, "ann@example.org", token)).startsWith("+OK");
            assertThat(xoauth2(server, "ann@example.org", token + "x")).contains("-ERR [AUTH]");
          },
          token,
          "introspector");
    }
  }

  /** By OAUTHBEARER, which it prefers to XOAUTH2 whatever it is told. */
  @ParameterizedTest
  @Order(2)
  @CsvSource({"OAUTHBEARER, CLEAR", "OAUTHBEARER, STLS", "OAUTHBEARER, POP3S"})
  void curlShowsAToken(String mechanism, Way way) throws Exception {
    for (VouchedServer server : both()) {
      assertThat(
              MailTool.curl(server.server())
                  .curl(mechanism, way, "ann@example.org:", "--oauth2-bearer", token("mua", "ann")))
          .contains("> AUTH " + mechanism, VouchedServer.SUBJECT);
    }
  }

  @ParameterizedTest
  @Order(2)
  @CsvSource({"oauthbearer, CLEAR", "oauthbearer, POP3S", "xoauth2, STLS"})
  void mpopShowsAToken(String mechanism, Way way) throws Exception {
    Path token = Files.writeString(directory.resolve("token"), token("mua", "ann"));
    for (VouchedServer server : both()) {
      assertThat(
              MailTool.mpop(server.server())
                  .mpop(mechanism, way, "ann@example.org", "--passwordeval=cat " + token))
          .contains(MailTool.command(mechanism), VouchedServer.SUBJECT);
    }
  }

  @Test
  @Order(3)
  void aTokenForAnotherAudienceIsRefused() throws Exception {
    String token = token("elsewhere", "ann");
    for (VouchedServer server : both()) {
      assertThat(bearer(server, "ann@example.org", token)).startsWith(INVALID).endsWith(REFUSED);
      assertThat(xoauth2(server, "ann@example.org", token))
          .startsWith("{\"status\":\"401\"")
          .endsWith(REFUSED);
    }
  }

  @Test
  @Order(3)
  void whoLacksTheRoleIsRefused() throws Exception {
    String token = token("mua", "bob");
    for (VouchedServer server : both()) {
      assertThat(bearer(server, "bob@example.org", token))
          .startsWith("{\"status\":\"insufficient_scope\"")
          .contains("/realms/mail/.well-known/openid-configuration")
          .endsWith(REFUSED);
    }
  }

  @Test
  @Order(3)
  void aTokenOpensNobodyElsesMaildrop() throws Exception {
    String token = token("mua", "cid");
    for (VouchedServer server : both()) {
      assertThat(bearer(server, "local", token)).startsWith(INVALID).endsWith(REFUSED);
      assertThat(bearer(server, "local@example.org", token)).startsWith(INVALID).endsWith(REFUSED);
      assertThat(bearer(server, "cid@example.org", token)).startsWith("+OK");
    }
  }

  @Test
  @Order(3)
  void aTokenThatWasChangedIsRefused() throws Exception {
    String token = token("mua", "ann");
    String[] parts = token.split("\\.", -1);
    String unsigned = parts[0] + "." + parts[1] + ".";
    String others = parts[0] + "." + parts[1] + "." + token("mua", "cid").split("\\.", -1)[2];
    for (VouchedServer server : both()) {
      assertThat(bearer(server, "ann@example.org", others)).startsWith(INVALID).endsWith(REFUSED);
      assertThat(bearer(server, "ann@example.org", unsigned)).endsWith(REFUSED);
      assertThat(bearer(server, "ann@example.org", "hello")).endsWith(REFUSED);
    }
  }

  /** Who asks the provider knows it at once; a signature is good for as long as it says. */
  @Test
  @Order(3)
  void aTokenThatWasRevokedIsRefused() throws Exception {
    Tokens tokens = keycloak.tokens("mua", "ann");
    assertThat(bearer(asked, "ann@example.org", tokens.access())).startsWith("+OK");

    keycloak.logout("mua", tokens);

    assertThat(bearer(asked, "ann@example.org", tokens.access()))
        .startsWith(INVALID)
        .endsWith(REFUSED);
    assertThat(bearer(signed, "ann@example.org", tokens.access())).startsWith("+OK");
  }

  @Test
  @Order(4)
  void aTokenThatHasExpiredIsRefused() throws Exception {
    assertThat(bearer(asked, "ann@example.org", expiring)).startsWith(INVALID).endsWith(REFUSED);
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> bearer(signed, "ann@example.org", expiring).startsWith(INVALID));
  }

  /** RFC 3206 section 4: where nobody can tell, it is no word about the token. */
  @Test
  @Order(5)
  void aProviderThatIsAwayIsNoWrongToken() throws Exception {
    String token = token("mua", "ann");
    keycloak.stop();

    assertThat(bearer(signed, "ann@example.org", token)).as("its keys are known").startsWith("+OK");
    assertThat(bearer(asked, "ann@example.org", token)).startsWith("-ERR [SYS/TEMP] ");
    assertThat(asked.password("local", "secret")).startsWith("+OK");
  }
}
