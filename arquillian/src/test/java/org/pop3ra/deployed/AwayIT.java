package org.pop3ra.deployed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whoever else vouches is away: the client is told to come again, and gets no word about its
 * password or its token (RFC 3206 section 4).
 */
@Tag("long")
class AwayIT {
  /** By no key that anybody has. */
  private static final String TOKEN =
      base64("{\"alg\":\"RS256\",\"kid\":\"one\"}")
          + "."
          + base64("{\"iss\":\"https://id.example.org\",\"aud\":\"pop3\",\"email\":\"ann\"}")
          + "."
          + base64("x".repeat(256));

  private static final String BEARER =
      Base64.getEncoder().encodeToString(("n,,\1auth=Bearer " + TOKEN + "\1\1").getBytes(UTF_8));
  private static final String XOAUTH2 =
      Base64.getEncoder()
          .encodeToString(("user=ann\1auth=Bearer " + TOKEN + "\1\1").getBytes(UTF_8));

  /** So many wait longer for their turn than a user of the tables may take. */
  private static final int CROWD = 60;

  private static int directory;
  private static int provider;
  private static VouchedServer pop3;

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  @BeforeAll
  static void start() throws Exception {
    directory = Ports.free();
    provider = Ports.free();
    Map<String, String> settings =
        Map.of(
            "POP3_IDENTITY_SOURCES", "tables ldap oauth",
            "POP3_LDAP_URL", "ldap://127.0.0.1:" + directory,
            "POP3_LDAP_USER_DN", "uid=%u,dc=example,dc=org",
            "POP3_OAUTH_JWKS", "http://127.0.0.1:" + provider + "/jwks",
            "POP3_OAUTH_ISSUER", "https://id.example.org",
            "POP3_OAUTH_AUDIENCE", "pop3");
    pop3 = VouchedServer.start("away", settings).ready();
  }

  @AfterAll
  static void stop() throws Exception {
    if (pop3 != null) {
      pop3.kill();
    }
  }

  @Test
  void aDirectoryThatIsAwayIsNoWrongPassword() throws Exception {
    pop3.play(
        """
        # RFC 3206 section 4: [SYS/TEMP] where the directory is away, whichever way a password is shown
        S: +OK POP3 ready
        C: USER ann
        S: +OK now send the password
        C: PASS secret
        S: -ERR [SYS/TEMP] cannot do this now, try again later
        C: AUTH PLAIN AGFubgBzZWNyZXQ=
        S: -ERR [SYS/TEMP] cannot do this now, try again later
        C: AUTH LOGIN YW5u
        S: + UGFzc3dvcmQ6
        C: c2VjcmV0
        S: -ERR [SYS/TEMP] cannot do this now, try again later
        login SCRAM-SHA-256 local/secret
        S: +OK maildrop is open
        C: QUIT
        S: +OK bye
        closed
        """);
  }

  @Test
  void aDirectoryThatNeverAnswersKeepsNobodyElseWaiting() throws Exception {
    pop3.server().administration().put("other", "secret", "other@example.org");
    List<Pop3Client> crowd = new ArrayList<>();
    try (ServerSocket silent =
        new ServerSocket(directory, CROWD, InetAddress.getLoopbackAddress())) {
      assertThat(silent.isBound()).isTrue();
      for (int i = 0; i < CROWD; i++) {
        Pop3Client client = pop3.server().connect();
        crowd.add(client);
        client.write("USER nobody" + i + "\r\nPASS secret\r\n");
      }
      assertTimeout(
          Duration.ofSeconds(20),
          () -> assertThat(pop3.password("other", "secret")).startsWith("+OK"));
    } finally {
      for (Pop3Client client : crowd) {
        client.close();
      }
    }
  }

  @Test
  void aProviderThatIsAwayIsNoBadTokenUntilItIsThere() throws Exception {
    String away =
        """
        # RFC 3206 section 4: [SYS/TEMP] where the provider's keys cannot be had, and no error challenge
        S: +OK POP3 ready
        C: AUTH OAUTHBEARER %s
        S: -ERR [SYS/TEMP] cannot do this now, try again later
        C: AUTH XOAUTH2
        S: +\s
        C: %s
        S: -ERR [SYS/TEMP] cannot do this now, try again later
        C: QUIT
        S: +OK bye
        closed
        """;
    pop3.play(away.formatted(BEARER, XOAUTH2));

    HttpServer keys = keys();
    try {
      // The keys are asked for at most twice in half a minute.
      await()
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() -> pop3.play(refused()));
    } finally {
      keys.stop(0);
    }
  }

  private static String refused() {
    return """
        # RFC 7628 section 3.2.2: now that there are keys, and none for this token
        S: +OK POP3 ready
        C: AUTH OAUTHBEARER %s
        S: + …
        C: AQ==
        S: -ERR [AUTH] wrong name or password
        C: QUIT
        S: +OK bye
        closed
        """
        .formatted(BEARER);
  }

  /** A provider without a key. */
  private static HttpServer keys() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), provider), 0);
    byte[] none = "{\"keys\":[]}".getBytes(UTF_8);
    server.createContext(
        "/jwks",
        exchange -> {
          exchange.sendResponseHeaders(200, none.length);
          exchange.getResponseBody().write(none);
          exchange.close();
        });
    server.start();
    return server;
  }
}
