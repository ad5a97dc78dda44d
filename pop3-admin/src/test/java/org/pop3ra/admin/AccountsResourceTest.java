package org.pop3ra.admin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jboss.resteasy.core.SynchronousDispatcher;
import org.jboss.resteasy.mock.MockDispatcherFactory;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.jboss.resteasy.spi.Dispatcher;
import org.jboss.resteasy.spi.ResteasyProviderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3ra.account.domain.Argon2Parameters;
import org.pop3ra.account.domain.Logins;
import org.pop3ra.account.domain.ScramVerifiers;
import org.pop3ra.account.domain.StoredLogin;
import org.pop3ra.account.service.AccountAdministration;
import org.pop3ra.account.service.Authenticator;
import org.pop3ra.account.service.Identities;
import org.pop3ra.account.service.Passwords;
import org.pop3ra.maildrop.service.Durability;

/** Requests and answers, through the JAX-RS runtime of WildFly but without a server. */
class AccountsResourceTest {
  private static final String JSON = "application/json";
  private final Dispatcher dispatcher = dispatcher();

  @Test
  void aNewAccountIsCreatedAtItsFoldedName() throws Exception {
    MockHttpResponse response = put("Ann", "{\"password\":\"secret\"}");

    assertThat(response.getStatus()).isEqualTo(201);
    assertThat(response.getOutputHeaders().getFirst(HttpHeaders.LOCATION).toString())
        .endsWith("/accounts/ann");
    assertThat(put("ann", "{}").getStatus()).isEqualTo(204);
  }

  @Test
  void anAccountIsShownWithoutItsPassword() throws Exception {
    put(
        "ann",
        "{\"password\":\"secret\",\"addresses\":[\"A@Example.org\"],\"quotaOctets\":9,\"enabled\":false}");

    assertThat(get("/accounts/Ann").getContentAsString())
        .isEqualTo(
            "{\"name\":\"ann\",\"addresses\":[\"a@example.org\"],\"quotaOctets\":9,"
                + "\"enabled\":false,\"hasPassword\":true,\"recoverableSecret\":false,\"created\":\"2026-01-02T02:04:05Z\"}");
  }

  @Test
  void whatIsMissingHasItsDefault() throws Exception {
    put("ann", "{\"password\":null}");

    JsonObject shown = json(get("/accounts/ann"));
    assertThat(shown.getJsonArray("addresses")).isEmpty();
    assertThat(shown.isNull("quotaOctets")).isTrue();
    assertThat(shown.getBoolean("enabled")).isTrue();
    assertThat(shown.getBoolean("hasPassword")).isFalse();
  }

  @Test
  void theMaildropIsShown() throws Exception {
    put("ann", "{\"password\":\"secret\",\"quotaOctets\":500}");

    assertThat(get("/accounts/ann/maildrop").getContentAsString())
        .isEqualTo("{\"messages\":2,\"octets\":300,\"quotaOctets\":500,\"inUse\":true}");
  }

  @Test
  void aDeletedAccountIsGone() throws Exception {
    put("ann", "{\"password\":\"secret\"}");

    assertThat(send(MockHttpRequest.delete("/accounts/ann")).getStatus()).isEqualTo(204);

    assertProblem(send(MockHttpRequest.delete("/accounts/ann")), 404, "name");
    assertProblem(get("/accounts/ann"), 404, "name");
    assertProblem(get("/accounts/ann/maildrop"), 404, "name");
  }

  @Test
  void aListLeadsToItsNextPage() throws Exception {
    for (String name : new String[] {"a+b@c", "b&c", "d%41"}) {
      put(encoded(name), "{\"password\":null}");
    }

    JsonObject page = json(get("/accounts?limit=1"));
    assertThat(name(page)).isEqualTo("a+b@c");
    page = json(get(page.getString("next")));
    assertThat(name(page)).isEqualTo("b&c");
    page = json(get(page.getString("next")));
    assertThat(name(page)).isEqualTo("d%41");
    assertThat(page.isNull("next")).isTrue();
  }

  @Test
  void aListKeepsItsPrefixOnTheNextPage() throws Exception {
    for (String name : new String[] {"x-1", "x-2", "y"}) {
      put(name, "{\"password\":null}");
    }

    JsonObject page = json(get("/accounts?prefix=X-&limit=1"));
    assertThat(name(page)).isEqualTo("x-1");
    page = json(get(page.getString("next")));
    assertThat(name(page)).isEqualTo("x-2");
    assertThat(page.isNull("next")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1001", "x", "", "99999999999"})
  void aLimitIsBounded(String limit) throws Exception {
    assertProblem(get("/accounts?limit=" + limit), 400, "limit");
  }

  @Test
  void aNulIsNoText() throws Exception {
    assertProblem(get("/accounts?prefix=a%00"), 400, "prefix");
    assertProblem(get("/accounts?after=a%00"), 400, "after");
    assertProblem(get("/accounts/a%00"), 404, "name");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "400;'';''",
        "400;'';{",
        "400;'';[]",
        "400;'';\"x\"",
        "400;'';{} {}",
        "400;password;{'password':'a','password':'b'}",
        "400;passwort;{'passwort':'a'}",
        "400;password;{'password':7}",
        "400;addresses;{'password':'a','addresses':'a@b'}",
        "400;addresses;{'password':'a','addresses':null}",
        "400;addresses[1];{'password':'a','addresses':['a@b',7]}",
        "400;quotaOctets;{'password':'a','quotaOctets':'7'}",
        "400;quotaOctets;{'password':'a','quotaOctets':1.5}",
        "400;quotaOctets;{'password':'a','quotaOctets':9223372036854775808}",
        "400;quotaOctets;{'password':'a','quotaOctets':1e999999999}",
        "400;enabled;{'password':'a','enabled':1}",
        "400;enabled;{'password':'a','enabled':null}",
        "400;recoverableSecret;{'password':'a','recoverableSecret':'yes'}",
        "422;recoverableSecret;{'password':'a','recoverableSecret':true}",
        "422;recoverableSecret;{'password':null,'recoverableSecret':true}",
        "422;quotaOctets;{'password':'a','quotaOctets':-1}",
        "422;password;{'password':''}",
        "422;password;{'password':'a\\u0000'}",
        "422;password;{'password':'a\\ud800'}",
        "422;addresses[0];{'password':'a','addresses':['a']}",
        "409;addresses;{'password':'a','addresses':['taken@example.org']}",
      })
  void aWrongBodyIsToldWhatIsWrong(int status, String field, String body) throws Exception {
    assertProblem(put("ann", body.replace('\'', '"')), status, field);
    assertThat(get("/accounts/ann").getStatus()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%20b", "%40b", "a%5Cb", "a%EF%BF%BD"})
  void aWrongNameIsToldWhatIsWrong(String name) throws Exception {
    assertProblem(put(name, "{\"password\":\"a\"}"), 422, "name");
  }

  @Test
  void aBodyIsBoundedInSizeAndDepth() throws Exception {
    assertProblem(put("ann", " ".repeat(JsonBody.MAX_OCTETS + 1)), 413, "");
    assertProblem(put("ann", "{\"password\":" + "[".repeat(100_000)), 400, "");
  }

  @Test
  void whatIsDeclaredTooLargeIsNotRead() throws Exception {
    MockHttpRequest request = MockHttpRequest.put("/accounts/ann").contentType(JSON);
    request.header(HttpHeaders.CONTENT_LENGTH, "99999999999");

    assertProblem(send(request.content(new LostBody())), 413, "");
  }

  @Test
  void aBodyThatDoesNotArriveIsTheClientsMatter() throws Exception {
    MockHttpRequest request = MockHttpRequest.put("/accounts/ann").contentType(JSON);

    assertProblem(send(request.content(new LostBody())), 400, "");
  }

  @Test
  void aPathWithParametersLeadsNowhere() throws Exception {
    put("ann", "{\"password\":null}");

    assertProblem(send(MockHttpRequest.delete("/accounts/ann;old")), 400, "");
    assertProblem(send(MockHttpRequest.delete("/accounts/ann%3Bold")), 404, "name");
    assertThat(get("/accounts/ann").getStatus()).isEqualTo(200);
  }

  @Test
  void aBodyIsWellFormedUtf8() throws Exception {
    MockHttpRequest request = MockHttpRequest.put("/accounts/ann").contentType(JSON);
    request.content("{\"password\":\"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1));

    assertProblem(send(request), 400, "");
  }

  @Test
  void aProblemDoesNotRepeatThePassword() throws Exception {
    assertThat(put("ann", "{\"password\":\"hunter2\" hunter2").getContentAsString())
        .doesNotContain("hunter2");
  }

  @Test
  void whatTheRuntimeRefusesIsAProblemToo() throws Exception {
    assertProblem(get("/nothing"), 404, "");
    assertProblem(send(MockHttpRequest.post("/accounts/ann")), 405, "");
    assertProblem(send(MockHttpRequest.get("/accounts").accept("text/html")), 406, "");
    byte[] body = "{\"password\":\"secret\"}".getBytes(StandardCharsets.UTF_8);
    assertProblem(
        send(MockHttpRequest.put("/accounts/ann").contentType("text/plain").content(body)),
        415,
        "");
    assertProblem(send(MockHttpRequest.put("/accounts/ann").content(body)), 415, "");
  }

  /** One resource has one path. */
  @ParameterizedTest
  @ValueSource(
      strings = {"/accounts//ann", "/accounts/ann/", "/accounts//ann/", "/accounts//ann/maildrop"})
  void emptySegmentsOfThePathAreNotLeftOut(String path) throws Exception {
    put("ann", "{\"password\":\"secret\"}");

    assertProblem(get(path), 404, "");
    assertProblem(send(MockHttpRequest.delete(path)), 404, "");
    assertThat(get("/accounts/ann").getStatus()).isEqualTo(200);
  }

  @Test
  void aMethodThatIsNotAllowedIsToldWhichAre() throws Exception {
    MockHttpResponse response = send(MockHttpRequest.post("/accounts/ann"));

    assertThat(response.getOutputHeaders().getFirst(HttpHeaders.ALLOW).toString())
        .contains("PUT", "GET", "DELETE");
  }

  @Test
  void ourOwnBugsAreNotShown() throws Exception {
    MockHttpResponse response = put("bug", "{\"password\":\"secret\"}");

    assertProblem(response, 500, "");
    assertThat(response.getContentAsString()).doesNotContain("inside", "Exception");
  }

  private MockHttpResponse put(String name, String body) throws URISyntaxException {
    MockHttpRequest request = MockHttpRequest.put("/accounts/" + name).contentType(JSON);
    return send(request.content(body.getBytes(StandardCharsets.UTF_8)));
  }

  private MockHttpResponse get(String path) throws URISyntaxException {
    return send(MockHttpRequest.get(path));
  }

  private MockHttpResponse send(MockHttpRequest request) {
    MockHttpResponse response = new MockHttpResponse();
    dispatcher.invoke(request, response);
    return response;
  }

  private static void assertProblem(MockHttpResponse response, int status, String field)
      throws Exception {
    assertThat(response.getStatus()).as(response.getContentAsString()).isEqualTo(status);
    assertThat(response.getOutputHeaders().getFirst(HttpHeaders.CONTENT_TYPE).toString())
        .startsWith("application/problem+json");
    JsonObject problem = json(response);
    assertThat(problem.getInt("status")).isEqualTo(status);
    assertThat(problem.getString("title")).isNotEmpty();
    assertThat(problem.getString("detail")).isNotEmpty();
    assertThat(problem.getString("field", "")).isEqualTo(field);
  }

  private static JsonObject json(MockHttpResponse response) throws Exception {
    return Json.createReader(new StringReader(response.getContentAsString())).readObject();
  }

  private static String name(JsonObject page) {
    return page.getJsonArray("accounts").getJsonObject(0).getString("name");
  }

  private static String encoded(String name) {
    return name.replace("%", "%25").replace("&", "%26");
  }

  private static Dispatcher dispatcher() {
    Passwords passwords = new Passwords(new Argon2Parameters(64, 1, 1));
    Authenticator authenticator = new Authenticator(new NoLogins(), passwords);
    Dispatcher dispatcher = MockDispatcherFactory.createDispatcher();
    ResteasyProviderFactory providers = ((SynchronousDispatcher) dispatcher).getProviderFactory();
    providers.registerProvider(ProblemMapper.class);
    providers.registerProvider(PlainPath.class);
    dispatcher
        .getRegistry()
        .addSingletonResource(
            new AccountsResource(
                new AccountAdministration(
                    new FakeAccounts(),
                    passwords,
                    authenticator,
                    new Identities(),
                    Durability.BY_COMMIT)));
    return dispatcher;
  }

  /** A connection that breaks. */
  private static final class LostBody extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("connection lost");
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
      return read();
    }
  }

  private static final class NoLogins implements Logins {
    @Override
    public Optional<StoredLogin> find(String foldedName) {
      return Optional.empty();
    }

    @Override
    public void rehash(StoredLogin login, String replacement) {
      throw new IllegalStateException("nobody logs in");
    }

    @Override
    public void setScram(StoredLogin login, ScramVerifiers verifiers) {
      throw new IllegalStateException("nobody logs in");
    }

    @Override
    public byte[] secret() {
      throw new IllegalStateException("nobody logs in");
    }
  }
}
