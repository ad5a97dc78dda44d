package org.pop3ra.deployed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts over HTTP: the container's security, and what an administrator sees. */
class AdminApiIT extends DeployedServer {
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
    try (Pop3Client client = SERVER.login(account, "secret")) {
      client.ok("QUIT");
    }

    administration.send("DELETE", "accounts/" + account, "");

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
    for (String method : List.of("GET", "PUT", "DELETE", "POST", "OPTIONS", "BREW")) {
      HttpResponse<String> refused = stranger(method, path, "nobody:wrong");
      assertProblem(refused, 401);
      assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
          .startsWith("Basic");
    }
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

  private HttpResponse<String> stranger(String method, String path, String credentials)
      throws IOException, InterruptedException {
    URI base = URI.create("http://127.0.0.1:" + SERVER.httpPort() + "/pop3/api/");
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)))
            .method(method, BodyPublishers.noBody())
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  private static void assertProblem(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(response.body()).contains("\"status\":" + status);
  }
}
