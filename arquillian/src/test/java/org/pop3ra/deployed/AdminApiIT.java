package org.pop3ra.deployed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.pop3ra.deployed.HttpAnswers.assertProblem;
import static org.pop3ra.deployed.HttpAnswers.assertRefused;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts over HTTP: the container's security, and what an administrator sees. */
class AdminApiIT extends DeployedServer {

  private static final int RACES = 30;
  private static final int RACERS = 4;

  private final Administration administration = SERVER.administration();

  @Test
  void anAccountLivesFromItsCreationToItsEnd() throws Exception {
    String path = "accounts/live-" + ProcessHandle.current().pid();
    String body = "{\"password\":\"secret\",\"quotaOctets\":1000000}";

    HttpResponse<String> created = administration.send("PUT", path, body);
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    assertThat(created.headers().firstValue("Location").orElseThrow()).endsWith(path);
    assertThat(administration.send("PUT", path, "{}").statusCode()).isEqualTo(204);
    assertThat(administration.send("GET", path, "").body())
        .contains("\"quotaOctets\":null", "\"hasPassword\":true")
        .doesNotContain("secret", "argon2");
    assertThat(administration.send("DELETE", path, "").statusCode()).isEqualTo(204);
    assertProblem(administration.send("DELETE", path, ""), 404);
    assertProblem(administration.send("GET", path, ""), 404);
  }

  /** Paths go through the container's own reading first. Not by a client that tidies them up. */
  @Test
  void anAccountHasOnePath() throws Exception {
    String account = administration.account();

    for (String path : List.of("accounts//" + account, "accounts/" + account + "/")) {
      assertThat(HttpAnswers.statusLine("DELETE", path)).as(path).startsWith("HTTP/1.1 404 ");
    }
    assertThat(administration.send("GET", "accounts/" + account, "").statusCode()).isEqualTo(200);
  }

  @Test
  void certificatesAreShownToMonitoring() throws Exception {
    HttpResponse<String> shown = administration.send("GET", "certificates", "");

    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.body())
        .contains("/localhost.pem\",\"daysLeft\":")
        .containsPattern("\"fewestDaysLeft\":[0-9]+")
        .contains("\"problem\":null");
  }

  @Test
  void aMaildropIsInUseWhileASessionHoldsIt() throws Exception {
    String account = administration.account();
    String path = "accounts/" + account + "/maildrop";

    try (Pop3Client client = SERVER.login(account, "secret")) {
      assertThat(administration.send("GET", path, "").body())
          .isEqualTo("{\"messages\":0,\"octets\":0,\"quotaOctets\":null,\"inUse\":true}");
      client.ok("QUIT");
    }
  }

  @Test
  void aSessionOfADeletedAccountEndsAndTheNextDoesNotBegin() throws Exception {
    String account = administration.account();
    try (LmtpClient lmtp = SERVER.lmtp()) {
      lmtp.deliver("Subject: one\r\n\r\nText\r\n", account);
    }

    try (Pop3Client client = SERVER.login(account, "secret")) {
      client.ok("DELE 1");
      administration.send("DELETE", "accounts/" + account, "");

      assertThat(client.send("QUIT")).startsWith("-ERR");
    }

    try (Pop3Client client = SERVER.connect()) {
      client.ok();
      client.ok("USER " + account);
      assertThat(client.send("PASS secret")).startsWith("-ERR [AUTH]");
    }
  }

  @Test
  void aNewPasswordCountsAtOnce() throws Exception {
    String account = administration.account();
    try (Pop3Client client = SERVER.login(account, "secret")) {
      client.ok("QUIT");
    }

    administration.put(account, "another");

    try (Pop3Client client = SERVER.connect()) {
      client.ok();
      client.ok("USER " + account);
      assertThat(client.send("PASS secret")).startsWith("-ERR [AUTH]");
    }
    try (Pop3Client client = SERVER.login(account, "another")) {
      client.ok("QUIT");
    }
  }

  @Test
  void anAddressOfAnotherAccountIsAConflictThatNamesIt() {
    String address = "owned-" + ProcessHandle.current().pid() + "@example.org";
    String owner = administration.account(address);

    HttpResponse<String> refused =
        administration.send(
            "PUT",
            "accounts/other-" + ProcessHandle.current().pid(),
            "{\"password\":\"secret\",\"addresses\":[\"" + address.toUpperCase(ROOT) + "\"]}");

    assertProblem(refused, 409);
    assertThat(refused.body()).contains(owner, "\"field\":\"addresses\"");
  }

  @Test
  void aListLeadsFromPageToPage() throws Exception {
    String prefix = "list-" + ProcessHandle.current().pid() + "-";
    for (int i = 0; i < 3; i++) {
      administration.send("PUT", "accounts/" + prefix + i, "{\"password\":null}");
    }

    HttpResponse<String> first =
        administration.send("GET", "accounts?limit=2&prefix=" + prefix, "");
    assertThat(first.body()).contains(prefix + 0, prefix + 1).doesNotContain(prefix + 2 + "\"");
    String next = first.body().replaceFirst(".*\"next\":\"([^\"]*)\".*", "$1");
    assertThat(administration.send("GET", next, "").body()).contains(prefix + 2, "\"next\":null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "accounts", "accounts/x", "nothing", "../", "../problem"})
  void nothingIsShownToStrangers(String path) throws Exception {
    for (HttpResponse<String> refused : HttpAnswers.toAllMethods("nobody:wrong", path)) {
      assertProblem(refused, 401);
      assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
          .startsWith("Basic");
    }
  }

  /** The container knows who it is, and it is nobody who may. */
  @ParameterizedTest
  @ValueSource(strings = {"", "accounts", "accounts/x", "nothing", "../", "../problem"})
  void nothingIsShownToUsersWithoutTheRole(String path) throws Exception {
    for (HttpResponse<String> refused : HttpAnswers.toAllMethods("guest:administrator", path)) {
      assertProblem(refused, 403);
      assertThat(refused.body()).contains("\"title\":\"Forbidden\"", "the role pop3-admin");
    }
    assertProblem(HttpAnswers.to("guest:wrong", "GET", path), 401);
  }

  /** Who has the role is not told that it is missing. */
  @Test
  void whatTheContainerRefusesHasTheTitleOfItsStatus() {
    HttpResponse<String> directory = administration.send("GET", "../", "");
    HttpResponse<String> posted = administration.send("POST", "../nothing", "{}");

    assertThat(directory.statusCode()).isIn(403, 404);
    assertProblem(directory, directory.statusCode());
    assertThat(directory.body()).doesNotContain("role");
    assertProblem(posted, posted.statusCode());
    assertThat(posted.statusCode()).isIn(404, 405);
    assertThat(posted.body())
        .contains(
            "\"title\":\"" + (posted.statusCode() == 404 ? "Not Found" : "Method Not Allowed"));
  }

  @Test
  void everyErrorIsAProblem() {
    String path = "accounts/errors-" + ProcessHandle.current().pid();

    assertProblem(administration.send("PUT", path, "{"), 400);
    assertProblem(administration.send("PUT", path, "{\"password\":7}"), 400);
    assertProblem(administration.send("PUT", path, "{\"passwort\":\"x\"}"), 400);
    assertProblem(administration.send("PUT", path, "{}"), 422);
    assertProblem(administration.send("PUT", path, " ".repeat(300_000)), 413);
    assertProblem(administration.send("PUT", "accounts/a%20b", "{\"password\":\"x\"}"), 422);
    assertProblem(administration.send("POST", path, "{}"), 405);
    assertProblem(administration.send("GET", "accounts?limit=0", ""), 400);
    assertProblem(administration.send("GET", "nothing", ""), 404);
    assertProblem(administration.send("GET", "../nothing", ""), 404);
  }

  @Test
  void manyAccountsAreMadeAtOnce() {
    String prefix = "many-" + ProcessHandle.current().pid() + "-";

    IntStream.range(0, 50).parallel().forEach(i -> administration.put(prefix + i, "secret"));

    String listed = administration.send("GET", "accounts?prefix=" + prefix, "").body();
    assertThat(listed.split(prefix, -1)).hasSize(51);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "accounts/a%2Fb",
        "accounts/a%2fmaildrop",
        "accounts/a%5Cb",
        "accounts/%00",
        "accounts/a%00b",
        "accounts/..;/accounts/a",
        "accounts/..%3B/a",
        "accounts/a;b",
        "accounts/a;v=1/maildrop",
        "accounts/%2E%2E",
        "accounts/%2E%2E%2Fx",
        "accounts/%C3",
        "accounts/%ED%A0%80",
        "accounts/a%0D%0Ab",
        "accounts/a%E2%80%8Bb",
        "accounts/a/b"
      })
  void aPathThatIsNoAccountsIsRefusedAndMakesNone(String path) {
    String before = administration.send("GET", "accounts?limit=1000", "").body();
    for (String method : List.of("PUT", "GET", "DELETE")) {
      HttpResponse<String> refused = administration.send(method, path, "{\"password\":null}");
      assertThat(refused.statusCode()).as(method + refused.body()).isBetween(400, 499);
      assertRefused(refused);
      assertThat(refused.body()).doesNotContain("Exception", "org.pop3ra");
    }
    assertThat(administration.send("GET", "accounts?limit=1000", "").body()).isEqualTo(before);
  }

  @Test
  void aNameMayBeInAnyScript() throws Exception {
    long pid = ProcessHandle.current().pid();
    String body = "{\"password\":\"gr\u00fc\u00dfe\"}";

    HttpResponse<String> created = administration.send("PUT", "accounts/J%C3%B6rg-" + pid, body);
    HttpResponse<String> same = administration.send("PUT", "accounts/jo%CC%88rg-" + pid, "{}");

    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    assertThat(created.headers().firstValue("Location").orElseThrow())
        .endsWith("/accounts/j%C3%B6rg-" + pid);
    assertThat(same.statusCode()).as("decomposed: " + same.body()).isEqualTo(204);
    assertThat(administration.send("GET", "accounts/j%C3%B6rg-" + pid, "").body())
        .contains("\"name\":\"j\u00f6rg-" + pid + "\"");
    try (Pop3Client client = SERVER.connect()) {
      client.ok();
      client.write(latin1("USER j\u00f6rg-" + pid + "\r\nPASS gr\u00fc\u00dfe\r\nQUIT\r\n"));
      client.ok();
      client.ok();
      client.ok();
    }
  }

  /** So that each octet of its UTF-8 is one character, as the clients of these tests send them. */
  private static String latin1(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }

  @Test
  void whoLosesARaceForANameIsAnsweredAndNothingIsLogged() throws Exception {
    ServerFile log = ServerFile.log();
    String prefix = "raced-" + ProcessHandle.current().pid() + "-";
    List<Integer> statuses = new ArrayList<>();

    ExecutorService racers = Executors.newFixedThreadPool(RACERS);
    try {
      for (int i = 0; i < RACES; i++) {
        String path = "accounts/" + prefix + i;
        Callable<Integer> put =
            () -> administration.send("PUT", path, "{\"password\":null}").statusCode();
        for (Future<Integer> answered : racers.invokeAll(Collections.nCopies(RACERS, put))) {
          statuses.add(answered.get());
        }
      }
    } finally {
      racers.shutdownNow();
    }

    assertThat(statuses).hasSize(RACES * RACERS).containsOnly(201, 204);
    assertThat(statuses.stream().filter(status -> status == 201)).hasSize(RACES);
    assertThat(log.added()).doesNotContain("\tat ", "Exception");
  }
}
